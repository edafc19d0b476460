import { data, type HeadersFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { EventDate, EventWhen } from "#app/components/event-when.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { isDomainError, notFound } from "#app/domain/errors.ts";
import { findEventForGuest } from "#app/domain/events/events.repo.server.ts";
import { answerHarvest, readHarvestLink } from "#app/domain/harvest/harvest.server.ts";
import { HarvestInput } from "#app/domain/harvest/harvest.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf, parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Form, RadioGroup, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";

export const meta = () => [...pageMeta("Cuéntanos cómo estuvo"), { name: "robots", content: "noindex, nofollow" }];

/** The address is a key: it is told to nobody. */
export const headers: HeadersFunction = () => ({ "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "private, no-store" });

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => {
  const link = await readHarvestLink(ctx, params.token ?? "");
  const event = await findEventForGuest(ctx.db, link.event_id);
  if (!event) throw notFound();
  return { event: { ...event, author_name: null }, now: ctx.now, open: link.open, answer: link.answer, constraints: constraintsOf(HarvestInput) };
});

export const action = actionWith({ who: "anyone" }, async ({ ctx, params, form }) => {
  const token = params.token ?? "";
  await readHarvestLink(ctx, token);
  const parsed = parseForm(form, HarvestInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  const back = paths.harvestLink(token);
  try {
    await answerHarvest(ctx, token, parsed.value);
  } catch (error) {
    if (isDomainError(error) && error.code === "gone") return redirectWithFlash(back, { kind: "warn", text: "El plazo para responder ya terminó." });
    throw error;
  }
  return redirectWithFlash(back, "¡Gracias! Guardamos tus respuestas, sin tu nombre.");
});

export default function HarvestByLinkPage() {
  const { event, now, open, answer, constraints } = useLoaderData<typeof loader>();
  const form = useSubmission({ valued: answer?.valued ?? "", improve: answer?.improve ?? "", transfer: answer?.transfer ?? "", again: answer?.again?.toString() ?? "" });
  const values = Object.fromEntries(["valued", "improve", "transfer", "again"].map((name) => [name, form.value(name)]));
  return (
    <Page title="Cuéntanos cómo estuvo" eyebrow={event.title} width="narrow">
      <div className="event-head">
        <EventDate event={event} now={now} />
        <p>
          <EventWhen event={event} />
        </p>
      </div>
      {!open ? (
        <Notice kind="info">
          <p>El plazo para responder ya terminó. {answer ? "Guardamos lo que respondiste." : "Gracias por venir."}</p>
        </Notice>
      ) : (
        <Form errors={form.errors} values={values} constraints={constraints}>
          {answer && <p>Ya respondiste. Si quieres, corrige y guarda de nuevo.</p>}
          <p className="hint">Nadie verá tu nombre junto a lo que escribas. Responde las que quieras.</p>
          <TextArea label="¿Qué valoraste de la reunión?" name="valued" rows={3} optional />
          <TextArea label="¿Qué se puede mejorar?" name="improve" rows={3} optional />
          <TextArea label="¿Qué llevarás a tu establecimiento?" name="transfer" rows={3} optional />
          <RadioGroup
            legend="¿Qué tan probable es que vengas a otra?"
            name="again"
            hint="0: nada probable. 10: con seguridad."
            layout="columns"
            optional
            options={Array.from({ length: 11 }, (_, value) => ({ value: String(value), label: String(value) }))}
          />
          <SubmitBar>
            <Button>{answer ? "Guardar de nuevo" : "Enviar"}</Button>
          </SubmitBar>
        </Form>
      )}
    </Page>
  );
}
