import { expect, test } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { mayIn } from "#app/domain/rights.ts";
import { testDb } from "#db/testing.ts";
import { openSelection } from "./opening.server.ts";
import { SelectionOpening } from "./opening.ts";
import { selectionView } from "./selection.server.ts";
import { selectionStage } from "./selection.testing.ts";

const silent = (said: string[]) => expect(said.filter(Boolean)).toEqual([]);

test("seven people select by consent: two objections are integrated, the nominee says yes, and the role is held with its term, its text and its rights", async () => {
  await using t = await testDb();
  const s = await selectionStage(t.db, {}, "coordinator");
  const [camila, teresa, beatriz, claudio, daniela, emilio, fresia] = s.people as [Actor, Actor, Actor, Actor, Actor, Actor, Actor];
  expect(await s.say(s.outsider, "comment", { words: "yo también" })).toBe("not_found");
  silent(await s.all([teresa, beatriz], "fine"));
  expect(await s.say(camila, "describe", { purpose: "Convocar y escuchar.", domain: "", accountabilities: "Convoca", qualifications: "", months: 24 })).toBe("");
  expect(await s.say(teresa, "open_nominations")).toBe("not_yours");
  expect(await s.say(camila, "open_nominations")).toBe("");
  silent(await s.all([camila, teresa, beatriz, claudio], "nominate", { nominee: beatriz.id, reason: "ordena bien las reuniones" }));
  expect(await s.say(daniela, "nominate", { nominee: daniela.id, reason: "quiero aprender" })).toBe("");
  expect(await s.say(emilio, "nominate", { other: s.outsider.email, reason: "conoce a todo el mundo" })).toBe("");
  expect(await s.say(fresia, "nominate", { other: "nadie@liceos.example", reason: "no existe" })).toBe("other");
  // Not even whoever conducts sees them before the phase ends.
  expect(selectionView(await s.state(), { person: camila.id }).nominations.map((each) => each.person)).toEqual([camila.id]);
  expect(await s.say(camila, "nominate", { nominee: beatriz.id, reason: "anota lo que dice Fresia" }, { for: fresia })).toBe("");
  expect(await s.say(camila, "close_nominations", { round: 2 })).toBe("");
  expect(await s.say(emilio, "change", { nominee: beatriz.id, reason: "me convencieron" })).toBe("");
  expect(await s.say(camila, "close_change")).toBe("");
  expect(await s.say(camila, "propose", { nominee: beatriz.id, reason: "casi todas las razones la nombran", months: 24, conditions: "" })).toBe("");
  const round = { stance: "consent", proposal: 1 };
  silent(await s.all([camila, teresa, beatriz], "stance", round));
  expect(await s.say(claudio, "stance", { ...round, stance: "objection", words: "" })).toBe("words");
  expect(await s.say(claudio, "stance", { ...round, stance: "objection", words: "dos años son demasiado" })).toBe("");
  expect(await s.say(daniela, "stance", { ...round, stance: "objection", words: "va a estar sola" })).toBe("");
  expect(await s.say(camila, "close_consent", { proposal: 1, objections: 0 })).toBe("objection_open");
  expect(await s.say(camila, "take_up", { proposal: 1, objections: 2 })).toBe("");
  expect(await s.say(camila, "amend", { nominee: beatriz.id, reason: "un año", months: 12, conditions: "Con Emilio de apoyo", objections: 1 })).toBe("objection_open");
  expect(await s.say(camila, "amend", { nominee: beatriz.id, reason: "un año, y acompañada", months: 12, conditions: "Con Emilio de apoyo", objections: 2 })).toBe("");
  silent(await s.all([camila, teresa, beatriz, emilio, fresia], "stance", { stance: "consent", proposal: 2 }));
  expect(await s.say(camila, "close_consent", { proposal: 2, objections: 0 }), "those who objected are heard first").toBe("too_early");
  silent(await s.all([claudio, daniela], "stance", { stance: "consent", proposal: 2 }));
  expect(await s.say(camila, "close_consent", { proposal: 2, objections: 0 })).toBe("");
  expect(await s.say(camila, "accept", { proposal: 2 }, { for: beatriz }), "nobody says yes for another").toBe("not_yours");
  expect(mayIn(await s.again(beatriz), "call_meetings", s.cast.nodes.a.id)).toBe(false);
  expect(await s.say(beatriz, "accept", { proposal: 2 })).toBe("");

  expect(mayIn(await s.again(beatriz), "call_meetings", s.cast.nodes.a.id)).toBe(true);
  expect(mayIn(await s.again(camila), "call_meetings", s.cast.nodes.a.id), "whose place it is").toBe(false);
  expect(mayIn(await s.again(beatriz, "2027-12-01T12:00:00.000Z"), "call_meetings", s.cast.nodes.a.id), "after its end").toBe(false);
  const term = await t.db.selectFrom("role_terms").selectAll().where("process_id", "=", s.id).executeTakeFirstOrThrow();
  expect(term).toMatchObject({ person_id: beatriz.id, conditions: "Con Emilio de apoyo", until: null });
  expect(term.ends_at?.slice(0, 10)).toBe("2027-11-21");
  const role = await t.db.selectFrom("circle_roles").select(["purpose", "term_months"]).where("id", "=", s.roles.coordinator).executeTakeFirstOrThrow();
  expect(role).toEqual({ purpose: "Convocar y escuchar.", term_months: 24 });
  const agreement = await t.db.selectFrom("circle_agreements").selectAll().where("process_id", "=", s.id).executeTakeFirstOrThrow();
  expect(agreement).toMatchObject({ kind: "selection", title: "Elección de Beatriz Lagos Mella como Coordinador/a", role_id: s.roles.coordinator });
  for (const said of ["Participaron 7 personas", "Facilitó Camila", "«dos años son demasiado». Se integró en la propuesta 2.", "Con Emilio de apoyo", "aceptó el"])
    expect(agreement.body_md).toContain(said);
  // The logbook is read beyond the circle: who proposed, objected or was passed over is not in it.
  for (const inside of ["Daniela", "Óscar", "Claudio", "quiero aprender"]) expect(agreement.body_md).not.toContain(inside);
  const mail = await t.db.selectFrom("outbox").select("subject").where("to_email", "=", beatriz.email).where("kind", "=", "circle").execute();
  expect(mail.map((each) => each.subject)).toContain("Ahora ejerces un rol: Coordinador/a");
});

test("an objection after the round was closed brings it back; after the proclamation it is kept and questions the agreement", async () => {
  await using t = await testDb();
  const s = await selectionStage(t.db);
  const [camila, teresa, beatriz, claudio] = s.people as [Actor, Actor, Actor, Actor];
  await s.say(camila, "open_nominations");
  await s.all(s.people, "nominate", { nominee: teresa.id, reason: "escribe claro" });
  await s.say(camila, "close_nominations");
  await s.say(camila, "close_change");
  await s.say(camila, "propose", { nominee: teresa.id, reason: "escribe claro", months: 12 });
  await s.all(s.people.slice(0, 6), "stance", { stance: "consent", proposal: 1 });
  expect(await s.say(camila, "close_consent", { proposal: 1, objections: 0 })).toBe("");
  expect(await s.say(beatriz, "stance", { stance: "objection", words: "está sobrecargada", proposal: 1 })).toBe("");
  expect((await s.state()).phase).toBe("integrate");
  expect(await s.say(teresa, "accept", { proposal: 1 })).toBe("not_now");
  const objection = (await s.state()).objections[0]?.id ?? "";
  expect(await s.say(teresa, "withdraw_objection", { objection, why: "no lo estoy" })).toBe("not_theirs");
  expect(await s.say(beatriz, "withdraw_objection", { objection, why: "me lo explicó" })).toBe("");
  expect(await s.say(camila, "close_consent", { proposal: 1, objections: 0 })).toBe("");
  expect(await s.say(teresa, "accept", { proposal: 1 })).toBe("");
  expect(await s.say(claudio, "stance", { stance: "concern", words: "tarde", proposal: 1 })).toBe("closed");
  expect(await s.say(claudio, "stance", { stance: "objection", words: "no se avisó a mi liceo", proposal: 1 })).toBe("");
  expect((await s.state()).outcome).toBe("proclaimed");
  const agreement = await t.db.selectFrom("circle_agreements").select(["id", "review_due_at"]).where("process_id", "=", s.id).executeTakeFirstOrThrow();
  expect(agreement.review_due_at).not.toBeNull();
  const tension = await t.db.selectFrom("tensions").select(["source", "situation"]).where("agreement_id", "=", agreement.id).executeTakeFirstOrThrow();
  expect(tension).toEqual({ source: "objection", situation: "no se avisó a mi liceo" });
});

test("a vote is secret: the record says who voted, the box says how often, a tie is voted once more", async () => {
  await using t = await testDb();
  const s = await selectionStage(t.db, { method: "vote" });
  const [camila, teresa, beatriz] = s.people as [Actor, Actor, Actor];
  await s.say(camila, "open_nominations");
  await s.all(s.people.slice(0, 4), "nominate", { nominee: teresa.id, reason: "escribe claro" });
  await s.all(s.people.slice(4), "nominate", { nominee: beatriz.id, reason: "es puntual" });
  await s.say(camila, "close_nominations");
  await s.say(camila, "close_change");
  expect((await s.state()).phase).toBe("vote");
  silent(await s.all(s.people.slice(0, 3), "vote", { choice: teresa.id }));
  silent(await s.all(s.people.slice(3, 6), "vote", { choice: beatriz.id }));
  expect(await s.say(camila, "vote", { choice: beatriz.id })).toBe("spoken");
  expect(await s.say(s.people[6] as Actor, "vote", { choice: s.outsider.id })).toBe("unknown");
  expect(await s.say(camila, "count")).toBe("");
  expect(await s.state()).toMatchObject({ phase: "vote", tied: [teresa.id, beatriz.id] });
  silent(await s.all(s.people, "vote", { choice: beatriz.id }));
  expect(await s.say(camila, "count")).toBe("");
  expect(await s.say(beatriz, "accept", { proposal: 1 })).toBe("");
  const acts = await t.db.selectFrom("process_acts").select("payload").where("process_id", "=", s.id).where("kind", "=", "vote").execute();
  expect(new Set(acts.map((each) => each.payload))).toEqual(new Set(["{}"]));
  const { body_md } = await t.db.selectFrom("circle_agreements").select("body_md").where("process_id", "=", s.id).executeTakeFirstOrThrow();
  expect(body_md).toContain("por votación secreta");
  expect(body_md).toContain("Obtuvo 7 de 7 votos, en una segunda votación.");
});

test("a role waits for one selection at a time, and a vote is there only where the circle chose it", async () => {
  await using t = await testDb();
  const s = await selectionStage(t.db);
  const [camila, teresa] = s.people as [Actor, Actor];
  const open = (change: Record<string, unknown>) => SelectionOpening.parse({ process_id: crypto.randomUUID(), role_id: s.roles.secretary, mode: "days", ...change });
  expect(await openSelection(s.ctxOf(teresa), s.circle.id, open({}))).toEqual({ id: s.id, already: true });
  const other = { role_id: s.roles.ambassador };
  await expect(openSelection(s.ctxOf(teresa), s.circle.id, open({ ...other, method: "vote" }))).rejects.toMatchObject({ fields: { method: ["choice"] } });
  await expect(openSelection(s.ctxOf(s.outsider), s.circle.id, open(other))).rejects.toMatchObject({ code: "not_found" });
  await expect(openSelection(s.ctxOf(camila), s.circle.id, open({ ...other, facilitator_other: "nadie" }))).rejects.toMatchObject({
    fields: { facilitator_other: ["person_unknown"] },
  });
  const { id } = await openSelection(s.ctxOf(teresa), s.circle.id, open({ ...other, facilitator_other: s.outsider.name }));
  const row = await t.db.selectFrom("processes").select("facilitator_person_id").where("id", "=", id).executeTakeFirstOrThrow();
  expect(row.facilitator_person_id, "from outside the circle").toBe(s.outsider.id);
  const calls = await t.db.selectFrom("process_calls").select("person_id").where("process_id", "=", id).execute();
  expect(calls, "each of the seven is called, and the facilitator has no voice").toHaveLength(7);
});
