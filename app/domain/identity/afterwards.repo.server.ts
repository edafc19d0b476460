/** What meetings leave of a person: parts they led, agreements, certificates, names in minutes, what they said in decisions of their circles. Told to them, and forgotten with their account. */
import { sql } from "kysely";
import type { MinutesContent } from "#app/domain/minutes/minutes.ts";
import type { Db } from "#db/create.ts";

const NOBODY = "Persona que cerró su cuenta";

interface Person {
  id: string;
  email: string;
  name: string;
}

/** Not yet asked: it goes with what people prepared, because twelve queries are what a page may ask. */
export function afterwardsOf(db: Db, { id, email }: Omit<Person, "name">) {
  const agreements = db
    .selectFrom("agreements as a")
    .innerJoin("events as v", "v.id", "a.event_id")
    .select((eb) => [eb.val("agreement").as("what"), "v.title as meeting", "a.what as of"])
    .select(sql<string>`CASE WHEN a.done_at IS NULL THEN 'open' ELSE 'done' END`.as("said"))
    .select((eb) => [eb.fn.coalesce("a.comment", eb.val("")).as("words"), "a.due_on as at"])
    .where((eb) => eb.or([eb("a.owner_person_id", "=", id), eb("a.owner_email", "=", email)]));
  const certificates = db
    .selectFrom("certificates as c")
    .innerJoin("events as v", "v.id", "c.event_id")
    .select((eb) => [eb.val("certificate").as("what"), "v.title as meeting", "c.code as of"])
    .select(sql<string>`CASE WHEN c.revoked_at IS NULL THEN 'valid' ELSE 'revoked' END`.as("said"))
    .select(["c.name as words", "c.issued_at as at"])
    .where((eb) => eb.or([eb("c.person_id", "=", id), eb("c.email", "=", email)]));
  const led = db
    .selectFrom("agenda_parts as p")
    .innerJoin("events as v", "v.id", "p.event_id")
    .select((eb) => [eb.val("agenda").as("what"), "v.title as meeting", "p.title as of", eb.val("led").as("said"), eb.val("").as("words"), "v.starts_at as at"])
    .where("p.lead_person_id", "=", id);
  // What they said in what their circles decided; of a secret vote, that they voted.
  const spoke = db
    .selectFrom("process_acts as s")
    .innerJoin("processes as q", "q.id", "s.process_id")
    .select((eb) => [eb.val("circle decision").as("what"), "q.title as meeting", "s.kind as of", eb.val("").as("said"), "s.payload as words", "s.at as at"])
    .where("s.person_id", "=", id);
  const raised = db
    .selectFrom("tensions as f")
    .innerJoin("circles as g", "g.id", "f.circle_id")
    .select((eb) => [eb.val("tension").as("what"), "g.name as meeting", "f.title as of", "f.situation as said", "f.need as words", "f.raised_at as at"])
    .where("f.raised_by", "=", id);
  const answersFor = db
    .selectFrom("circle_agreements as l")
    .innerJoin("circles as o", "o.id", "l.circle_id")
    .select((eb) => [
      eb.val("circle agreement").as("what"),
      "o.name as meeting",
      "l.title as of",
      eb.val("answers for it").as("said"),
      eb.val("").as("words"),
      "l.adopted_at as at",
    ])
    .where("l.owner_person_id", "=", id);
  return agreements.unionAll(certificates).unionAll(led).unionAll(spoke).unionAll(raised).unionAll(answersFor);
}

/**
 * Agreements stay as what the meeting agreed, without whose they were; minutes keep their words and lose the name on their lists; certificates end.
 * The picture of a signature goes, unless others' certificates stand on it.
 */
export async function forgetAfterwards(tx: Db, person: Person, now: string): Promise<void> {
  await forgetInMinutes(tx, person);
  await tx.updateTable("agenda_parts").set({ lead_person_id: null, lead_name: "" }).where("lead_person_id", "=", person.id).execute();
  await tx
    .updateTable("agreements")
    .set({ owner_person_id: null, owner_name: NOBODY, owner_email: null, comment: null })
    .where((eb) => eb.or([eb("owner_person_id", "=", person.id), eb("owner_email", "=", person.email)]))
    .execute();
  await tx
    .updateTable("certificates")
    .set({ name: NOBODY, email: null, establishment_name: null, revoked_at: sql<string>`coalesce(revoked_at, ${now})` })
    .where((eb) => eb.or([eb("person_id", "=", person.id), eb("email", "=", person.email)]))
    .execute();
  await tx.updateTable("signatures").set({ ended_at: now }).where("person_id", "=", person.id).where("ended_at", "is", null).execute();
  await sql`DELETE FROM signatures WHERE person_id = ${person.id} AND NOT EXISTS (SELECT 1 FROM certificates c WHERE c.signature_id = signatures.id)`.execute(tx);
}

/** Versions never change, but for this: the law goes before the habit. */
async function forgetInMinutes(tx: Db, { id, email, name }: Person): Promise<void> {
  const rows = await tx
    .selectFrom("minutes_versions as m")
    .select(["m.id", "m.content"])
    .where((eb) =>
      eb.or([
        eb("m.event_id", "in", tx.selectFrom("invitations").select("event_id").where("person_id", "=", id)),
        eb("m.event_id", "in", tx.selectFrom("attendances").select("event_id").where("person_id", "=", id)),
        eb("m.event_id", "in", tx.selectFrom("agreements").select("event_id").where("owner_person_id", "=", id)),
        eb("m.event_id", "in", tx.selectFrom("agreements").select("event_id").where("owner_email", "=", email)),
      ]),
    )
    .execute();
  for (const row of rows) {
    const said = JSON.parse(row.content) as MinutesContent;
    for (const one of [...said.came, ...said.excused]) if (one.name === name) Object.assign(one, { name: NOBODY, from: null });
    for (const one of [...said.parts.flatMap((part) => part.agreements), ...said.agreements]) if (one.owner === name) one.owner = NOBODY;
    const content = JSON.stringify(said);
    if (content !== row.content) await tx.updateTable("minutes_versions").set({ content }).where("id", "=", row.id).execute();
  }
}
