/** What the pages of the list send, read: ticks, excuses, walk-ins, numbers of students. */

import { REASON_MAX, StudentsInput, WalkInInput } from "#app/domain/attendance/attendance.ts";
import { addWalkIn, closeList, type ExcuseChange, type ListChange, reopenList, saveList, setSchoolAlone, setStudentsOf } from "#app/domain/attendance/taking.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { isDomainError, notFound } from "#app/domain/errors.ts";
import { isId, MODES, type Mode } from "#app/domain/events/event.ts";
import { cleanLine } from "#app/domain/text.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm, type Submission } from "#app/http/form.server.ts";

const MOST_ROWS = 200;

/** Only what was changed on the page as it was shown: `was` says how each row stood. */
function changesOf(form: FormData): { changes: ListChange[]; excuses: ExcuseChange[] } {
  const changes: ListChange[] = [];
  const excuses: ExcuseChange[] = [];
  for (const entry of form.getAll("was").slice(0, MOST_ROWS)) {
    const [key = "", before = "-"] = String(entry).split(" ");
    const id = key.slice(2);
    if (!isId(id)) throw notFound();
    const invitationId = key.startsWith("i.") ? id : null;
    const ticked = form.getAll(`p.${key}`).filter((value): value is Mode => MODES.includes(value as Mode));
    // Both ticked: what is new is meant.
    const mode = (ticked.length > 1 ? ticked.find((each) => each !== before) : ticked[0]) ?? null;
    if ((mode ?? "-") !== before) changes.push({ invitationId, attendanceId: invitationId ? null : id, mode });
    const reason = cleanLine(String(form.get(`x.${key}`) ?? "")).slice(0, REASON_MAX);
    if (invitationId && form.has(`x.${key}`) && reason !== String(form.get(`y.${key}`) ?? "")) excuses.push({ invitationId, reason });
  }
  return { changes, excuses };
}

const SAID: Record<string, string> = {
  list_closed: "La lista está cerrada: reábrela para corregirla.",
  not_begun: "La reunión todavía no empieza: la lista se cierra después.",
  cancelled: "Esta reunión se canceló: no hay lista que pasar.",
};

/** Does what the form asks; answers a redirect, or what was wrong. */
export async function takeAttendanceForm(ctx: Ctx, eventId: string, form: FormData, back: string): Promise<Response | Submission> {
  try {
    return await act(ctx, eventId, form, back);
  } catch (error) {
    if (isDomainError(error) && error.code === "conflict") return redirectWithFlash(back, { kind: "warn", text: SAID[error.reason ?? ""] ?? "Esto cambió mientras lo mirabas." });
    throw error;
  }
}

async function act(ctx: Ctx, eventId: string, form: FormData, back: string): Promise<Response | Submission> {
  switch (form.get("intent")) {
    case "save": {
      const { changes, excuses } = changesOf(form);
      const done = changes.length + excuses.length > 0 ? await saveList(ctx, eventId, changes, excuses) : 0;
      return redirectWithFlash(back, done === 0 ? "No había cambios que guardar." : done === 1 ? "Guardamos 1 cambio." : `Guardamos ${done} cambios.`);
    }
    case "walk_in": {
      const parsed = parseForm(form, WalkInInput);
      if (!parsed.ok) return parsed.submission;
      const { name, state } = await addWalkIn(ctx, eventId, parsed.value);
      return redirectWithFlash(back, state === "again" ? { kind: "warn", text: `${name} ya estaba en la lista de quienes vinieron.` } : `Agregamos a ${name}.`);
    }
    case "students": {
      const parsed = parseForm(form, StudentsInput);
      if (!parsed.ok) return parsed.submission;
      const { school, count } = parsed.value;
      return redirectWithFlash(back, `${await setStudentsOf(ctx, eventId, school, count)}: ${count === 1 ? "1 estudiante" : `${count} estudiantes`}.`);
    }
    case "school": {
      const id = String(form.get("establishment_id") ?? "");
      if (!isId(id)) throw notFound();
      await setSchoolAlone(ctx, eventId, id, form.get("came") === "1");
      return redirectWithFlash(back, "Anotado.");
    }
    case "close":
      await closeList(ctx, eventId);
      return redirectWithFlash(back, "Cerramos la lista. Quienes no están anotados quedan como ausentes.");
    case "reopen":
      await reopenList(ctx, eventId);
      return redirectWithFlash(back, "Reabrimos la lista: ya puedes corregirla.");
    default:
      return redirectWithFlash(back, { kind: "warn", text: "No había cambios que guardar." });
  }
}
