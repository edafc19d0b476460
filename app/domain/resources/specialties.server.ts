/** The specialties of technical education: the list that resources choose from, which administration edits. */
import { z } from "zod";
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { line } from "#app/domain/text.ts";
import type { Db } from "#db/create.ts";
import { bumpRevision } from "#db/revision.ts";
import { searchText } from "#db/search-text.ts";
import { slugify } from "#db/slug.ts";

export interface Specialty {
  id: string;
  name: string;
  sector: string;
  position: number;
  archived_at: string | null;
}

/** As the list is ordered; those put away too only if asked for. */
export async function listSpecialties(db: Db, { archived = false }: { archived?: boolean } = {}): Promise<Specialty[]> {
  const all = db.selectFrom("specialties").selectAll().orderBy("position").orderBy("name");
  return (archived ? all : all.where("archived_at", "is", null)).execute();
}

export const SpecialtyInput = z.object({
  id: z
    .string()
    .regex(/^[a-z0-9-]{0,80}$/, "choice")
    .optional(),
  name: line(100),
  sector: line(80),
});
export type SpecialtyInput = z.output<typeof SpecialtyInput>;

/** Its id is the slug of its first name, for ever: what was said of it stays said. */
export async function saveSpecialty(ctx: Ctx, { id, name, sector }: SpecialtyInput): Promise<void> {
  await byAdmin(ctx, async (tx) => {
    const all = await listSpecialties(tx.db, { archived: true });
    if (all.some((one) => one.id !== id && searchText(one.name) === searchText(name))) throw invalid("name", "specialty_taken");
    if (id) {
      if (!all.some((one) => one.id === id)) throw notFound();
      await tx.db.updateTable("specialties").set({ name, sector }).where("id", "=", id).execute();
      return;
    }
    const taken = new Set(all.map((one) => one.id));
    const base = slugify(name);
    let free = base;
    for (let number = 2; taken.has(free); number += 1) free = `${base}-${number}`;
    const position = Math.max(0, ...all.map((one) => one.position)) + 1;
    await tx.db.insertInto("specialties").values({ id: free, name, sector, position, archived_at: null }).execute();
  });
}

/** Not offered any more; what is said of it stays. */
export async function archiveSpecialty(ctx: Ctx, id: string, archived: boolean): Promise<void> {
  await byAdmin(ctx, async (tx) => {
    await tx.db
      .updateTable("specialties")
      .set({ archived_at: archived ? tx.now : null })
      .where("id", "=", id)
      .execute();
  });
}

/** One place up or down. */
export async function moveSpecialty(ctx: Ctx, id: string, way: "up" | "down"): Promise<void> {
  await byAdmin(ctx, async (tx) => {
    const all = await listSpecialties(tx.db, { archived: true });
    const at = all.findIndex((one) => one.id === id);
    const to = way === "up" ? at - 1 : at + 1;
    const [moved, other] = [all[at], all[to]];
    if (!moved || !other) return;
    all[at] = other;
    all[to] = moved;
    for (const [index, one] of all.entries())
      if (one.position !== index + 1)
        await tx.db
          .updateTable("specialties")
          .set({ position: index + 1 })
          .where("id", "=", one.id)
          .execute();
  });
}

async function byAdmin(ctx: Ctx, work: (tx: Ctx) => Promise<void>): Promise<void> {
  if (!ctx.actor?.admin) throw forbidden();
  await inTransaction(ctx, async (tx) => {
    // First of all, for it makes editors take turns.
    await bumpRevision(tx.db, "public", tx.now);
    await work(tx);
  });
}
