import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { TrayMailActs, TrayMailView } from "#app/components/tray-mail.tsx";
import type { Ctx } from "#app/domain/context.ts";
import { isDomainError, notFound } from "#app/domain/errors.ts";
import { whyNotAnswer } from "#app/domain/events/event.policy.ts";
import { ANSWERS, isId } from "#app/domain/events/event.ts";
import { answersOf } from "#app/domain/invitations/invitations.repo.server.ts";
import { answerFromTray, dismissMail, type OpenedMail, openMail, reopenMail } from "#app/domain/replies/tray.server.ts";
import { cleanLine } from "#app/domain/text.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { managedEvent } from "#app/routes/events/event-access.server.ts";
import { Button } from "#app/ui/button.tsx";
import { FilterBar, Form, RadioGroup, SearchBox } from "#app/ui/form.tsx";
import { Page, Section } from "#app/ui/layout.tsx";

export const meta = () => pageMeta("Correo recibido");

const CANDIDATES = 12;

const TrayAnswerInput = z.object({ invitation_id: z.uuid("choice"), answer: z.enum(ANSWERS, "choice") });

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const event = await managedEvent(ctx, params.id);
  const mail = await openMail(ctx, { eventId: event.id, seriesId: event.series_id }, mailId(params));
  const q = cleanLine(url.searchParams.get("q") ?? "").slice(0, 100);
  const asks = mail.state === "tray" && mail.handled_at === null && whyNotAnswer(event, ctx.now) === null;
  return { id: event.id, title: event.title, mail, q, asks, candidates: asks ? await candidatesFor(ctx, event.id, mail, q) : [] };
});

function mailId(params: Record<string, string>): string {
  if (!params.mail || !isId(params.mail)) throw notFound();
  return params.mail;
}

/** Whose answer it may be: the one whose invitation it came to, and whoever is looked for. */
async function candidatesFor(ctx: Ctx, eventId: string, mail: OpenedMail, q: string) {
  const known = mail.invitation_id ? [{ id: mail.invitation_id, name: mail.invited_name || mail.invited_email || "", email: mail.invited_email ?? "" }] : [];
  const words = q || (known.length === 0 ? mail.from_email : "");
  const found = words === "" ? [] : (await answersOf(ctx.db, eventId, { q: words, limit: CANDIDATES })).rows;
  return [...known, ...found.filter((row) => row.id !== mail.invitation_id).map(({ id, name, email }) => ({ id, name: name || email, email }))];
}

export const action = actionWith({ who: "signed_in", allow: async ({ ctx, params }) => managedEvent(ctx, params.id) }, async ({ ctx, params, form }) => {
  const event = await managedEvent(ctx, params.id);
  const of = { eventId: event.id, seriesId: event.series_id };
  const id = mailId(params);
  const back = paths.eventTray(event.id);
  const intent = form.get("intent");
  if (intent === "dismiss") {
    await dismissMail(ctx, of, id);
    return redirectWithFlash(back, "Listo: ya no está por revisar.");
  }
  if (intent === "reopen") {
    await reopenMail(ctx, of, id);
    return redirectWithFlash(
      paths.eventTrayMail(event.id, id),
      "El correo está de nuevo por revisar. Si habías anotado una respuesta, sigue anotada: puedes cambiarla en Respuestas.",
    );
  }
  const parsed = parseForm(form, TrayAnswerInput);
  if (!parsed.ok) return Response.json(parsed.submission, { status: 422 });
  try {
    await answerFromTray(ctx, of, id, { invitationId: parsed.value.invitation_id, answer: parsed.value.answer });
  } catch (error) {
    if (!isDomainError(error) || (error.code !== "conflict" && error.code !== "gone")) throw error;
    return redirectWithFlash(paths.eventTrayMail(event.id, id), {
      kind: "error",
      text: "No se pudo anotar: la reunión ya no recibe respuestas, o esa persona ya no está en la lista.",
    });
  }
  return redirectWithFlash(back, "La respuesta quedó anotada.");
});

export default function EventTrayMail() {
  const { id, title, mail, q, asks, candidates } = useLoaderData<typeof loader>();
  return (
    <Page title={mail.subject || "(sin asunto)"} eyebrow={<a href={paths.eventTray(id)}>Correos recibidos: {title}</a>}>
      <TrayMailView mail={mail} originalTo={paths.eventTrayOriginal(id, mail.id)} />
      {asks && <WriteDown candidates={candidates} q={q} known={mail.invitation_id} said={mail.answer} />}
      <TrayMailActs mail={mail} />
    </Page>
  );
}

type Candidate = { id: string; name: string; email: string };

function WriteDown({ candidates, q, known, said }: { candidates: Candidate[]; q: string; known: string | null; said: string | null }) {
  const { errors, value } = useSubmission({ invitation_id: known ?? (candidates.length === 1 ? candidates[0]?.id : ""), answer: said });
  return (
    <Section title="Anotar como respuesta">
      <FilterBar hideButton label="Buscar a quién corresponde">
        <SearchBox label={known ? "¿Es de otra persona? Búscala en la lista" : "¿De quién es? Busca en la lista de personas invitadas"} value={q} />
      </FilterBar>
      {candidates.length === 0 ? (
        <p className="hint">{q ? "Nadie de la lista calza con esa búsqueda." : "Ninguna persona invitada tiene esa dirección."}</p>
      ) : (
        <Form method="post" errors={errors}>
          <RadioGroup
            legend="De quién es"
            name="invitation_id"
            value={value("invitation_id")}
            required
            options={candidates.map((each) => ({ value: each.id, label: each.name, ...(each.email && each.email !== each.name ? { hint: each.email } : {}) }))}
          />
          <RadioGroup
            legend="Qué respondió"
            name="answer"
            value={value("answer")}
            required
            layout="segmented"
            options={[
              { value: "yes", label: "Va" },
              { value: "no", label: "No va" },
              { value: "maybe", label: "Aún no sabe" },
            ]}
          />
          <div>
            <Button kind="primary" icon="check">
              Anotar respuesta
            </Button>
          </div>
        </Form>
      )}
    </Section>
  );
}
