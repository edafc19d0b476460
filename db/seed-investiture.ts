/** One circle of the example network has presented its role holders; and most of those who hold roles say their gender, so that there is something to count. */

import type { Ctx } from "#app/domain/context.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import { InvestitureInput } from "#app/domain/investitures/investiture.ts";
import { listCandidates } from "#app/domain/investitures/investitures.repo.server.ts";
import { publishInvestiture } from "#app/domain/investitures/investitures.server.ts";
import type { Db } from "./create.ts";
import { newId } from "./ids.ts";

const MESSAGE = `Después de tres rondas, el círculo eligió por consentimiento a quienes lo cuidarán este período.

**Gracias por decir que sí.** Escríbanles cuando el nodo les haga falta: para proponer un tema, para sumar a una empresa o para contar lo que les resultó en el taller.`;

export async function seedInvestiture(ctx: Ctx, circles: Map<string, string>): Promise<void> {
  const id = circles.get("Círculo de Electricidad") ?? "";
  const circle = await ctx.db.selectFrom("circles").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  const { id: adminId } = await ctx.db.selectFrom("people").select("id").where("admin_since", "is not", null).orderBy("id").limit(1).executeTakeFirstOrThrow();
  const terms = (await listCandidates(ctx.db, id, ctx.now)).map(({ term_id }) => term_id);
  const input = InvestitureInput.parse({ id: newId(), title: "Investidura del Círculo de Electricidad", message: MESSAGE, audience: "none", terms });
  await publishInvestiture({ ...ctx, actor: await loadActor(ctx.db, adminId) }, circle, input);
}

/** By their invented first names; every fifth prefers not to say. */
export async function sayGender(db: Db): Promise<void> {
  const holders = await db.selectFrom("role_terms as t").innerJoin("people as p", "p.id", "t.person_id").select(["p.id", "p.name"]).distinct().orderBy("p.name").execute();
  const women = holders.filter(({ name }, n) => n % 5 !== 4 && /^\S+a\b/.test(name)).map(({ id }) => id);
  const men = holders.filter(({ name }, n) => n % 5 !== 4 && !/^\S+a\b/.test(name)).map(({ id }) => id);
  await db.updateTable("people").set({ gender: "woman" }).where("id", "in", women).execute();
  await db.updateTable("people").set({ gender: "man" }).where("id", "in", men).execute();
}
