/** A selection among the seven of the circle's stage, acted as its forms send it. */
import { actorOf, type CircleStage, circleStage } from "#app/domain/circles/circles.testing.ts";
import type { Actor } from "#app/domain/context.ts";
import { isDomainError } from "#app/domain/errors.ts";
import { findProcess } from "#app/domain/processes/processes.repo.server.ts";
import { actOn, loadProcess } from "#app/domain/processes/processes.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { openSelection } from "./opening.server.ts";
import { SelectionOpening } from "./opening.ts";
import { selectionKind } from "./selection.server.ts";

export interface SelectionStage extends CircleStage {
  db: Db;
  id: string;
  /** As a form: refused, it says why; taken, it says "". */
  say: (who: Actor, act: string, fields?: Record<string, string | number>, more?: { for?: Actor; now?: string; id?: string }) => Promise<string>;
  all: (who: readonly Actor[], act: string, fields?: Record<string, string | number>) => Promise<string[]>;
  state: () => Promise<Awaited<ReturnType<typeof loadProcess<import("./selection.ts").SelectionState>>>["state"]>;
  again: (who: Actor, now?: string) => Promise<Actor>;
}

export function formOf(fields: Record<string, string | number>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
  return form;
}

export async function selectionStage(db: Db, change: Record<string, unknown> = {}, role: keyof CircleStage["roles"] = "secretary"): Promise<SelectionStage> {
  const stage = await circleStage(db);
  const [facilitator] = stage.people as [Actor];
  if (change.method === "vote") await db.updateTable("circles").set({ method: "vote" }).where("id", "=", stage.circle.id).execute();
  const opening = SelectionOpening.parse({ process_id: newId(), role_id: stage.roles[role], mode: "live", ...change });
  const { id } = await openSelection(stage.ctxOf(facilitator), stage.circle.id, opening);
  const say: SelectionStage["say"] = async (who, act, fields = {}, more = {}) => {
    const parsed = parseForm(formOf({ act, ...fields }), selectionKind.schema);
    if (!parsed.ok) return Object.keys(parsed.submission.errors).join(" ");
    const voice = more.for ? { for: more.for.id } : {};
    try {
      await actOn(stage.ctxOf(who, more.now), selectionKind, id, { id: more.id ?? newId(), ...parsed.value, ...voice });
      return "";
    } catch (error) {
      if (!isDomainError(error)) throw error;
      return error.reason ?? (Object.keys(error.fields).join(" ") || error.code);
    }
  };
  const all: SelectionStage["all"] = async (who, act, fields) => {
    const said = [];
    for (const each of who) said.push(await say(each, act, fields));
    return said;
  };
  const state = async () => {
    const row = await findProcess(db, id);
    if (!row) throw new Error("no such process");
    return (await loadProcess(db, selectionKind, row)).state;
  };
  return { ...stage, db, id, say, all, state, again: (who, now) => actorOf(db, who.id, now) };
}
