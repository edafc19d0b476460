import { data, type HeadersFunction, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { VOTE_WORDS } from "#app/components/poll-results.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { isDomainError } from "#app/domain/errors.ts";
import { OwnVoteInput, readVotes, VOTES, VoterInput } from "#app/domain/polls/poll.ts";
import { lastDay } from "#app/domain/polls/poll-mails.server.ts";
import { castVote, readPoll, type Voting } from "#app/domain/polls/voting.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { eventWhen } from "#app/i18n/dates.ts";
import { eventKindLabel } from "#app/i18n/labels.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Field, Form, RadioGroup, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { workSheet as links } from "#app/components/sheets.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  ...pageMeta(data ? `¿Qué fecha te acomoda? ${data.title}` : "Sondeo de fechas", data ? `Responde en menos de un minuto, sin clave. ${data.nodes.join(", ")}` : undefined),
  { name: "robots", content: "noindex, nofollow" },
];

/** The address is a key. Not `no-referrer`, with which browsers hide the Origin of our own form too. */
export const headers: HeadersFunction = () => ({ "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "private, no-store" });

/** Shows, and only shows: mail scanners open every link. Strangers see how many, never who. */
export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => {
  const found = await readPoll(ctx, params.token ?? "");
  const { event, poll, state, slots, personal, voter } = found;
  const zone = isZone(poll.zone) ? poll.zone : MAIN_ZONE;
  return {
    title: event.title,
    kind: eventKindLabel(event.kind),
    nodes: found.nodes,
    // A draft is nobody's yet: its page is linked once it is there for this reader.
    eventPath: event.status === "published" && ctx.actor ? paths.event(event.id) : null,
    message: poll.message,
    author: ctx.actor || personal ? event.author : null,
    state,
    until: lastDay(poll),
    chosen: slots.filter((slot) => slot.id === poll.chosen_slot_id).map((slot) => eventWhen({ ...slot, zone }))[0] ?? null,
    slots: slots.map((slot) => ({ id: slot.id, when: eventWhen({ ...slot, zone }), yes: slot.yes, maybe: slot.maybe, no: slot.no })),
    personal,
    known: voter ? { name: voter.name, voted: voter.voted, comment: voter.comment } : ctx.actor ? { name: ctx.actor.name, voted: false, comment: "" } : null,
    votes: found.votes,
  };
});

export const action = actionWith({ who: "anyone" }, async ({ ctx, params, form, ip }) => {
  const token = params.token ?? "";
  const { slots, personal } = await readPoll(ctx, token);
  const known = personal || ctx.actor !== null;
  const parsed = parseForm<typeof VoterInput | typeof OwnVoteInput>(form, known ? OwnVoteInput : VoterInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  const votes = readVotes(
    slots.map((slot) => slot.id),
    (name) => form.get(name) as string | null,
  );
  const { comment } = parsed.value;
  const voting: Voting = "email" in parsed.value ? { votes, comment, stranger: { name: parsed.value.name, email: parsed.value.email } } : { votes, comment };
  try {
    const done = await castVote(ctx, token, voting, ip);
    const said =
      done === "own"
        ? "Anotamos tu respuesta. Puedes cambiarla aquí mientras el sondeo esté abierto."
        : "Recibimos tu respuesta. Te enviamos un correo con tu enlace personal, para verla o cambiarla. Si ya habías respondido, vale la anterior hasta que la cambies con ese enlace.";
    return redirectWithFlash(paths.pollLink(token), said);
  } catch (error) {
    if (isDomainError(error) && error.code === "gone") return redirectWithFlash(paths.pollLink(token), { kind: "warn", text: "El sondeo ya no recibe respuestas." });
    throw error;
  }
});

export default function VotePage() {
  const page = useLoaderData<typeof loader>();
  return (
    <Page title={page.state === "open" ? "¿Qué fechas te acomodan?" : "Sondeo de fechas"} eyebrow={`${page.kind} · ${page.nodes.join(", ")}`} lead={page.title} width="narrow">
      {page.message !== "" && (
        <Notice kind="info" title={page.author ? `Mensaje de ${page.author}` : undefined}>
          <p className="pre-line">{page.message}</p>
        </Notice>
      )}
      {page.state === "open" ? <VoteForm page={page} /> : <Closed page={page} />}
    </Page>
  );
}

function Closed({ page }: { page: Loaded }) {
  const title = { chosen: "Ya se eligió la fecha", withdrawn: "El sondeo se cerró", ended: "El plazo terminó", open: "" }[page.state];
  return (
    <Notice kind={page.state === "chosen" ? "ok" : "warn"} title={title}>
      <p>
        {page.chosen ? `Será ${page.chosen.startsWith("del") ? page.chosen : `el ${page.chosen}`}. ` : ""}
        {page.state === "chosen" && !page.eventPath && "Si respondiste, te llega la invitación por correo."}
        {page.state === "ended" && "Quien convoca va a elegir la fecha y te llegará la invitación."}
        {page.state === "withdrawn" && "No se reciben más respuestas. Si la reunión se hace, te llegará la invitación."}
        {page.eventPath && <a href={page.eventPath}>Ver la reunión</a>}
      </p>
    </Notice>
  );
}

function VoteForm({ page }: { page: Loaded }) {
  const { errors, value, refused } = useSubmission({ comment: page.known?.comment ?? "", name: "", email: "" });
  const options = VOTES.map((vote) => ({ value: vote, label: VOTE_WORDS[vote] }));
  return (
    <Form errors={errors}>
      {page.known && (
        <p>
          Respondes como <strong>{page.known.name || "invitada o invitado"}</strong>. {page.known.voted && "Ya habías respondido: puedes cambiarlo."}
        </p>
      )}
      <div id="votes" className="stack gap-m">
        {page.slots.map((slot) => (
          <RadioGroup
            key={slot.id}
            legend={slot.when}
            name={`vote_${slot.id}`}
            layout="segmented"
            options={options}
            value={refused ? value(`vote_${slot.id}`) : (page.votes[slot.id] ?? "")}
            hint={countWords(slot)}
            required={false}
          />
        ))}
      </div>
      {!page.known && (
        <>
          <Field label="Tu nombre" name="name" value={value("name")} autoComplete="name" required maxLength={120} />
          <Field
            label="Tu correo"
            name="email"
            type="email"
            value={value("email")}
            autoComplete="email"
            required
            hint="Para mandarte la invitación y un enlace con que cambiar tu respuesta. No se muestra a nadie más que a quien convoca."
          />
        </>
      )}
      <TextArea label="Comentario" name="comment" value={value("comment")} optional rows={2} maxLength={500} />
      <SubmitBar note={page.until ? `Se puede responder y cambiar hasta el ${page.until}.` : undefined}>
        <Button>{page.known?.voted ? "Guardar los cambios" : "Enviar mi respuesta"}</Button>
      </SubmitBar>
      {page.personal && <p className="hint">Este enlace es solo para ti: no lo compartas.</p>}
    </Form>
  );
}

/** «5 sí, 2 si es necesario, 1 no» */
function countWords({ yes, maybe, no }: { yes: number; maybe: number; no: number }): string | undefined {
  const parts = [yes > 0 && `${yes} sí`, maybe > 0 && `${maybe} si es necesario`, no > 0 && `${no} no`].filter(Boolean);
  return parts.length > 0 ? `Hasta ahora: ${parts.join(", ")}` : undefined;
}
