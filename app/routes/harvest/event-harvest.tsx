import { useLoaderData } from "@remix-run/react";
import { harvestSentence, WordCloud } from "#app/components/harvest-results.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { isDomainError } from "#app/domain/errors.ts";
import { countHarvestAsked, findHarvest, listHarvestAnswers } from "#app/domain/harvest/harvest.repo.server.ts";
import { openHarvest } from "#app/domain/harvest/harvest.server.ts";
import { OPEN_DAYS } from "#app/domain/harvest/harvest.ts";
import { summaryOf } from "#app/domain/harvest/summary.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { longDate } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { managedEvent } from "#app/routes/events/event-access.server.ts";
import { Button, ButtonForm } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Form } from "#app/ui/form.tsx";
import { Page, Section } from "#app/ui/layout.tsx";

export const meta = () => pageMeta("Cosecha de opiniones");

const QUESTIONS = [
  { key: "valued", title: "Lo que más valoraron" },
  { key: "improve", title: "Lo que se puede mejorar" },
  { key: "transfer", title: "Lo que llevarán a su establecimiento" },
] as const;

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const event = await managedEvent(ctx, params.id);
  const harvest = await findHarvest(ctx.db, event.id);
  const asked = await countHarvestAsked(ctx.db, event.id);
  const answers = harvest ? await listHarvestAnswers(ctx.db, event.id) : [];
  const texts = QUESTIONS.map(({ key }) => answers.map((answer) => answer[key]).filter((text) => text !== ""));
  return {
    id: event.id,
    title: event.title,
    ready: event.status === "published" && event.starts_at <= ctx.now,
    asked,
    harvest: harvest && { closes: longDate(harvest.closes_at, event.zone), open: harvest.closes_at > ctx.now },
    summary: summaryOf(answers),
    texts,
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => managedEvent(ctx, params.id) }, async ({ ctx, params }) => {
  const event = await managedEvent(ctx, params.id);
  const back = paths.eventHarvest(event.id);
  try {
    await openHarvest(ctx, event.id);
  } catch (error) {
    if (!isDomainError(error) || error.code !== "conflict") throw error;
    return redirectWithFlash(back, { kind: "warn", text: error.reason === "not_begun" ? "Se puede preguntar cuando la reunión haya comenzado." : "Esta reunión no se hizo." });
  }
  return redirectWithFlash(back, "Listo: las preguntas van con el próximo recordatorio del día de cada persona.");
});

export default function EventHarvestPage() {
  const { id, title, ready, asked, harvest, summary, texts } = useLoaderData<typeof loader>();
  return (
    <Page title="Cosecha de opiniones" eyebrow={<a href={paths.event(id)}>{title}</a>} width="narrow">
      {!harvest ? (
        <Empty title="Cuatro preguntas, dos minutos" icon="people" action={ready && asked > 0 && <Ask asked={asked} />}>
          <p>Qué valoraron, qué se puede mejorar, qué llevarán a su establecimiento y si volverían. Se responde desde el correo, sin cuenta y sin que aparezca el nombre.</p>
          {!ready && <p>Podrás preguntar cuando la reunión haya comenzado.</p>}
          {ready && asked === 0 && <p>Todavía no hay a quién preguntar: pasa la lista primero.</p>}
        </Empty>
      ) : (
        <>
          <p className="lead">
            {summary.answers === 0 ? `Preguntamos a ${counted(asked, "persona", "personas")}. Aún nadie responde.` : harvestSentence(summary.answers, asked, summary.again)}
          </p>
          <p className="hint">
            {harvest.open ? `Se puede responder hasta el ${harvest.closes}.` : `Se pudo responder hasta el ${harvest.closes}.`} Las respuestas no llevan nombre.
          </p>
          {!harvest.open && (
            <ButtonForm kind="secondary" size="small">
              {`Abrir otros ${OPEN_DAYS} días`}
            </ButtonForm>
          )}
          <WordCloud words={summary.words} label="Palabras que más se repiten" />
          {QUESTIONS.map(({ key, title: question }, index) => (
            <Answers key={key} title={question} texts={texts[index] ?? []} />
          ))}
        </>
      )}
    </Page>
  );
}

function Ask({ asked }: { asked: number }) {
  return (
    <Form>
      <Button icon="mail">{`Preguntar a ${counted(asked, "persona", "personas")}`}</Button>
    </Form>
  );
}

function Answers({ title, texts }: { title: string; texts: string[] }) {
  if (texts.length === 0) return null;
  return (
    <Section title={`${title} (${texts.length})`}>
      <ul className="harvest-answers">
        {texts.map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: nothing else tells them apart, on purpose
          <li key={index}>{text}</li>
        ))}
      </ul>
    </Section>
  );
}
