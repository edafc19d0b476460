import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { EventWhen } from "#app/components/event-when.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { MinutesForm } from "#app/components/minutes-form.tsx";
import { PublishForm } from "#app/components/minutes-publish.tsx";
import { listCalledNames } from "#app/domain/agenda/agenda.repo.server.ts";
import { writeOwner } from "#app/domain/agreements/agreement.ts";
import { listAgreements } from "#app/domain/agreements/agreements.repo.server.ts";
import { attendanceTotals } from "#app/domain/attendance/attendance.repo.server.ts";
import { canKeepMinutes } from "#app/domain/events/event.policy.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { countReaders, findMinutes, listMinutesParts } from "#app/domain/minutes/minutes.repo.server.ts";
import { addMinutesPart, type Conflict, publishMinutes, removeMinutesPart, saveMinutes } from "#app/domain/minutes/minutes.server.ts";
import { PublishInput, type SentTo } from "#app/domain/minutes/minutes.ts";
import { printOf } from "#app/domain/minutes/print.server.ts";
import { cleanLine } from "#app/domain/text.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm, type Submission, typedValues } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Page } from "#app/ui/layout.tsx";
import { newId } from "#db/ids.ts";
import { eventFor } from "../events/event-access.server.ts";
import { readMinutesForm } from "./minutes-form.server.ts";

export const meta = () => pageMeta("Escribir el acta");

export interface MinutesReply extends Submission {
  conflicts?: Conflict[];
  /** What the notes look like, by part. */
  shown?: Record<string, string>;
}

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const event = await eventFor(canKeepMinutes, ctx, params.id);
  const minutes = await findMinutes(ctx.db, event.id);
  if (!minutes) throw redirectWithFlash(paths.eventMinutes(event.id), { kind: "warn", text: "Primero empieza el acta." });
  const publishing = url.searchParams.has("publicar");
  const agreements = (await listAgreements(ctx.db, event.id)).filter((each) => each.dropped_at === null);
  return {
    event: { id: event.id, title: event.title, starts_at: event.starts_at, ends_at: event.ends_at, zone: event.zone, all_day: event.all_day },
    minutes: { version: minutes.version, revision: minutes.revision },
    publishing,
    readers: publishing ? await countReaders(ctx.db, event.id) : null,
    attendance: await attendanceTotals(ctx.db, event.id),
    parts: (await listMinutesParts(ctx.db, event.id)).map((part) => ({
      id: part.id,
      title: part.title,
      notes: part.notes_md,
      revision: part.revision,
      print: printOf(part),
      fresh: newId(),
    })),
    agreements: agreements.map((each) => ({
      id: each.id,
      part_id: each.part_id,
      what: each.what,
      who: writeOwner(each),
      due: each.due_on ?? "",
      reached: each.owner_person_id !== null || each.owner_email !== null,
      logbook:
        each.to_logbook_at === null ? ("no" as const) : minutes.published_at !== null && each.to_logbook_at <= minutes.published_at ? ("written" as const) : ("asked" as const),
    })),
    names: publishing ? [] : await listCalledNames(ctx.db, event.id),
    freshPart: newId(),
    ofCircle: event.circle_id !== null,
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => eventFor(canKeepMinutes, ctx, params.id) }, async ({ ctx, params, form }) => {
  const { id } = await eventFor(canKeepMinutes, ctx, params.id);
  const intent = String(form.get("intent") ?? "");
  const edit = paths.eventMinutesEdit(id);
  if (intent === "publish") {
    const parsed = parseForm(form, PublishInput);
    if (!parsed.ok) return data(parsed.submission as MinutesReply, { status: 422 });
    const { revision, note, came, absent } = parsed.value;
    const sentTo: SentTo = came && absent ? "all" : came ? "came" : absent ? "absent" : "";
    const { version } = await publishMinutes(ctx, id, { revision, note, sentTo });
    return redirectWithFlash(paths.eventMinutes(id), sentTo === "" ? `Publicamos la versión ${version} del acta.` : "Publicamos el acta. Ya va por correo.");
  }
  const read = readMinutesForm(form);
  if (intent === "preview") {
    const shown = Object.fromEntries(read.notes.map((part) => [part.id, renderMarkdown(part.notes)]));
    return data({ errors: read.errors, values: typedValues(form), shown } as MinutesReply);
  }
  const { conflicts, saved } = await saveMinutes(ctx, id, read.notes, read.agreements);
  if (conflicts.length > 0 || Object.keys(read.errors).length > 0) {
    return data({ errors: read.errors, values: typedValues(form), conflicts } as MinutesReply, { status: conflicts.length > 0 ? 409 : 422 });
  }
  if (intent === "add_part") {
    await addMinutesPart(ctx, id, idFrom(form, "fresh_part") || newId(), cleanLine(String(form.get("new_title") ?? "")).slice(0, 200) || "Otros temas");
    return redirectWithFlash(edit, "Agregamos la parte.");
  }
  if (intent.startsWith("remove:")) {
    await removeMinutesPart(ctx, id, intent.slice(7));
    return redirectWithFlash(edit, "Quitamos la parte vacía.");
  }
  if (intent === "to_publish") return redirectWithFlash(paths.eventMinutesEdit(id, { publicar: 1 }), "Guardado. Revisa a quién se envía.");
  return redirectWithFlash(edit, saved === 0 ? "No había nada nuevo que guardar." : "Guardado. El acta sigue en borrador hasta que la publiques.");
});

export default function MinutesEditPage() {
  const { event, minutes, publishing, readers, attendance, parts, agreements, names, freshPart, ofCircle } = useLoaderData<typeof loader>();
  const reply = useActionData() as MinutesReply | undefined;
  const eyebrow = <a href={paths.event(event.id)}>{event.title}</a>;
  if (publishing && readers) {
    return (
      <Page title={minutes.version === 0 ? "Publicar el acta" : `Publicar la versión ${minutes.version + 1}`} eyebrow={eyebrow} width="narrow">
        <PublishForm eventId={event.id} version={minutes.version} revision={minutes.revision} readers={readers} agreements={agreements} reply={reply} />
      </Page>
    );
  }
  return (
    <Page title="Escribir el acta" eyebrow={eyebrow} lead={<EventWhen event={event} />} width="narrow">
      <p>
        Asistencia: {counted(attendance.people, "persona", "personas")} de {counted(attendance.schools, "establecimiento", "establecimientos")}. Entra sola al acta;{" "}
        <a href={paths.eventAttendance(event.id)}>corrígela en la lista</a>.
      </p>
      <MinutesForm parts={parts} agreements={agreements} names={names} freshPart={freshPart} ofCircle={ofCircle} reply={reply} />
    </Page>
  );
}
