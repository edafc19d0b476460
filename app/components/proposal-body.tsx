/** The body of a proposal's page in each of its phases. Of advice and polls: their own files, given on from here. */
import type { ProcessPage } from "#app/domain/processes/kind.ts";
import type { ProposalView } from "#app/domain/proposals/proposal.server.ts";
import { Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Form, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { Section } from "#app/ui/layout.tsx";
import { ConsentRound } from "./consent-round.tsx";
import { ActFields, ActForm, ConductBox, useTyped } from "./process-act.tsx";
import { Objections, Voices } from "./proposal-objections.tsx";
import { Clarify, NewVersion, Questions, React, Reactions } from "./proposal-talk.tsx";
import { DriverBlock, ProposalText } from "./proposal-text.tsx";

type Page = ProcessPage<ProposalView>;
type Name = (id: string | null) => string;

const nameIn =
  (page: ProcessPage<unknown>): Name =>
  (id) =>
    (id && page.people[id]) || "Alguien del círculo";

export function ProposalBody({ page }: { page: Page }) {
  const { view } = page;
  const name = nameIn(page);
  return (
    <div className="stack gap-m">
      <DriverBlock driver={view.driver} />
      <ProposalText view={view} role={page.process.role?.name ?? null} name={name} />
      <Now page={page} name={name} />
      <Conduct page={page} />
      <Before page={page} name={name} />
      <Withdraw page={page} what="la propuesta" />
    </div>
  );
}

/** What is asked in the phase that is open. */
function Now({ page, name }: { page: Page; name: Name }) {
  const { view } = page;
  const leads = page.conducts || (page.hasVoice && view.author === page.me);
  switch (view.phase) {
    case "clarify":
      return (
        <Section title="Preguntas" id="hablar">
          <Questions page={page} name={name} />
          <Clarify page={page} />
          {leads && <NewVersion page={page} />}
        </Section>
      );
    case "react":
      return (
        <Section title="Reacciones" id="hablar">
          <Reactions page={page} name={name} />
          <React page={page} />
          {leads && <NewVersion page={page} />}
        </Section>
      );
    case "consent":
      return (
        <Section title="Qué dice cada persona" id="hablar">
          <Speak page={page} />
          <Voices voices={view.voices} name={name} />
        </Section>
      );
    case "integrate":
      return (
        <Section title="Objeciones" id="hablar">
          <Objections page={page} name={name} />
        </Section>
      );
    case "adopted":
      return <Late page={page} name={name} />;
    case "withdrawn":
      return (
        <Notice kind="info" title="La propuesta se retiró">
          <p>{view.withdrawn?.reason}</p>
        </Notice>
      );
  }
}

function Speak({ page }: { page: Page }) {
  const { view } = page;
  if (!page.hasVoice && !page.forOthers) return null;
  const mine = page.forOthers ? undefined : view.voices.find((each) => each.person === page.me);
  return <ConsentRound page={page} phaseObject="la propuesta" mine={mine ?? null} extra={{ version: String(view.versions.length) }} />;
}

/** An agreement can be objected to at any time (S3: Objection). */
function Late({ page, name }: { page: Page; name: Name }) {
  const typed = useTyped(page, "stance");
  const { late, versions } = page.view;
  return (
    <Section title="Después de adoptarlo" id="hablar">
      <Voices voices={late} name={name} />
      {page.hasVoice && (
        <Disclosure summary="Objetar este acuerdo" open={typed.refused}>
          <ActForm page={page} act="stance" extra={{ stance: "objection", version: String(versions.length) }} errors={typed.errors}>
            <TextArea label="Qué daño o riesgo ves" name="words" id="late-words" rows={3} maxLength={2000} required value={typed.value("words")} />
            <p className="hint">El acuerdo quedará en revisión y tu objeción, entre las tensiones del círculo. Sigue vigente mientras se conversa.</p>
            <SubmitBar>
              <Button kind="secondary">Objetar</Button>
            </SubmitBar>
          </ActForm>
        </Disclosure>
      )}
    </Section>
  );
}

interface Step {
  to: string;
  words: string;
}

const nextStep = ({ phase, voices }: ProposalView): Step | null => {
  if (phase === "clarify") return { to: "react", words: "Pasar a las reacciones" };
  if (phase === "react") return { to: "consent", words: "Abrir la ronda de consentimiento" };
  if (phase !== "consent") return null;
  return voices.some((each) => each.stance === "objection")
    ? { to: "integrate", words: "Cerrar la ronda e integrar las objeciones" }
    : { to: "adopted", words: "Cerrar la ronda y adoptar el acuerdo" };
};

/** For whoever conducts: the one way on from here, and what is still missing for it. */
function Conduct({ page }: { page: Page }) {
  const step = nextStep(page.view);
  const typed = useTyped(page, "advance");
  if (!page.conducts || !step) return null;
  const heard = page.spoken.filter((person) => page.voices.includes(person)).length;
  const waits = heard < page.voices.length;
  return (
    <ConductBox>
      <Form action={page.to} errors={typed.errors}>
        <ActFields page={page} act="advance" extra={{ to: step.to, version: String(page.view.versions.length) }} />
        {waits && (
          <p className="hint">
            {heard === 1 ? "Ha hablado una persona" : `Han hablado ${heard}`} de {page.voices.length}.
            {step.to === "adopted" && ` Para adoptar hacen falta al menos ${page.process.quorum}.`}
          </p>
        )}
        <SubmitBar>
          <Button kind={waits ? "secondary" : "primary"}>{step.words}</Button>
        </SubmitBar>
      </Form>
    </ConductBox>
  );
}

/** What was said in the steps before this one. */
function Before({ page, name }: { page: Page; name: Name }) {
  const { phase, questions, reactions, objections, concerns } = page.view;
  return (
    <>
      {questions.length > 0 && phase !== "clarify" && (
        <Disclosure summary={`Preguntas y respuestas (${questions.length})`}>
          <Questions page={page} name={name} />
        </Disclosure>
      )}
      {reactions.length > 0 && phase !== "react" && (
        <Disclosure summary={`Reacciones (${reactions.length})`}>
          <Reactions page={page} name={name} />
        </Disclosure>
      )}
      {objections.length > 0 && phase !== "integrate" && (
        <Disclosure summary={`Objeciones resueltas (${objections.length})`}>
          <Objections page={page} name={name} />
        </Disclosure>
      )}
      {concerns.length > 0 && (
        <Disclosure summary={`Preocupaciones anotadas (${concerns.length})`}>
          <ul className="talk">
            {concerns.map((concern) => (
              <li key={concern.id}>
                <strong>{name(concern.person)}</strong>: «{concern.words}»
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  );
}

/** For its author and whoever conducts, while it is under way. */
export function Withdraw({ page, what }: { page: ProcessPage<{ author: string }>; what: string }) {
  const typed = useTyped(page, "withdraw");
  const mine = page.hasVoice && page.view.author === page.me;
  if (page.process.outcome !== null || (!page.conducts && !mine)) return null;
  return (
    <Disclosure summary={`Retirar ${what}`} open={typed.refused}>
      <ActForm page={page} act="withdraw" errors={typed.errors}>
        <TextArea label="Por qué se retira" name="reason" id="withdraw-reason" rows={2} maxLength={2000} required value={typed.value("reason")} />
        <SubmitBar>
          <Button kind="danger">Retirar {what}</Button>
        </SubmitBar>
      </ActForm>
    </Disclosure>
  );
}
