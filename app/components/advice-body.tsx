import type { ProcessPage } from "#app/domain/processes/kind.ts";
import type { AdviceView } from "#app/domain/proposals/advice.server.ts";
import { longDate } from "#app/i18n/dates.ts";
import { Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { SubmitBar, TextArea } from "#app/ui/form.tsx";
import { Section } from "#app/ui/layout.tsx";
import { ActForm, ForWhom, useTyped } from "./process-act.tsx";
import { Withdraw } from "./proposal-body.tsx";
import { DriverBlock } from "./proposal-text.tsx";

type Page = ProcessPage<AdviceView>;

export function AdviceBody({ page }: { page: Page }) {
  const { view } = page;
  const name = (id: string) => page.people[id] ?? "Alguien del círculo";
  const isAuthor = page.hasVoice && view.author === page.me;
  return (
    <div className="stack gap-m">
      <DriverBlock driver={view.driver} />
      <section className="proposal-text" aria-label="Lo que se quiere decidir">
        <div className="prose" dangerouslySetInnerHTML={{ __html: view.html }} />
        <p className="hint">Decide {name(view.author)}.</p>
      </section>
      {view.decision && (
        <Section title="La decisión" id="decision">
          <div className="prose" dangerouslySetInnerHTML={{ __html: view.decisionHtml }} />
          <p>Cómo se recogieron los consejos: {view.decision.heard}</p>
          {view.review_on && <p className="hint">Se revisa el {longDate(view.review_on)}.</p>}
        </Section>
      )}
      {view.withdrawn && (
        <Notice kind="info" title="La consulta se retiró">
          <p>{view.withdrawn.reason}</p>
        </Notice>
      )}
      <Section title="Consejos" id="hablar">
        {view.advice.length === 0 && <p className="hint">Todavía nadie ha dado su consejo.</p>}
        <ul className="talk">
          {view.advice.map(({ person, text }) => (
            <li key={person}>
              <strong>{name(person)}</strong>: {text}
            </li>
          ))}
        </ul>
        {view.phase === "asking" && <Advise page={page} isAuthor={isAuthor} />}
      </Section>
      {view.phase === "asking" && (isAuthor || (page.forOthers && page.voices.includes(view.author))) && <Decide page={page} forAuthor={!isAuthor} />}
      <Withdraw page={page} what="la consulta" />
    </div>
  );
}

function Advise({ page, isAuthor }: { page: Page; isAuthor: boolean }) {
  const typed = useTyped(page, "advise");
  const others = page.voices.filter((voice) => voice !== page.view.author);
  if (!page.forOthers && (!page.hasVoice || isAuthor)) return null;
  const mine = page.forOthers ? undefined : page.view.advice.find((each) => each.person === page.me);
  return (
    <ActForm page={page} act="advise" errors={typed.errors}>
      <ForWhom page={page} id="advise-for" only={others} />
      <TextArea
        label={mine ? "Tu consejo (puedes cambiarlo)" : "Tu consejo"}
        name="text"
        id="advise-text"
        rows={4}
        maxLength={2000}
        required
        value={typed.value("text", mine?.text ?? "")}
      />
      <SubmitBar>
        <Button>{mine ? "Cambiar mi consejo" : "Dar mi consejo"}</Button>
      </SubmitBar>
    </ActForm>
  );
}

function Decide({ page, forAuthor }: { page: Page; forAuthor: boolean }) {
  const typed = useTyped(page, "decide");
  const waiting = page.view.advice.length === 0;
  return (
    <Disclosure summary={forAuthor ? "Anotar la decisión de quien consulta" : "Ya escuché: escribir mi decisión"} open={typed.refused || !waiting}>
      <ActForm page={page} act="decide" extra={forAuthor ? { for: page.view.author } : {}} errors={typed.errors}>
        {waiting && <p className="hint">Espera al menos un consejo, o a que se cumpla el plazo.</p>}
        <TextArea label="Qué decidiste" name="text" id="decide-text" rows={4} maxLength={20_000} required value={typed.value("text")} />
        <TextArea
          label="Cómo recogiste los consejos"
          name="heard"
          id="decide-heard"
          rows={3}
          maxLength={2000}
          required
          value={typed.value("heard")}
          hint="Qué tomaste y qué no, y por qué: así vale la pena aconsejar la próxima vez."
        />
        <SubmitBar>
          <Button>Decidir</Button>
        </SubmitBar>
      </ActForm>
    </Disclosure>
  );
}
