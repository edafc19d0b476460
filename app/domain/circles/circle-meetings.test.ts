import { afterEach, beforeEach, expect, test } from "vitest";
import { AudienceInput } from "#app/domain/events/event.ts";
import { listUpcoming } from "#app/domain/events/events.repo.server.ts";
import { meetingForm } from "#app/domain/events/meetings.testing.ts";
import { copyEvent, createDraft, editEvent, previewAudience, publishEvent, setAudience } from "#app/domain/events/scheduling.server.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW } from "#db/testing-cast.ts";
import { listRoles } from "./circles.repo.server.ts";
import { addMember, createCircle } from "./circles.server.ts";
import { actorOf, circleForm, circleStage } from "./circles.testing.ts";
import { nameDirectly } from "./roles.server.ts";

let database: Awaited<ReturnType<typeof testDb>>;
beforeEach(async () => {
  database = await testDb();
});
afterEach(() => database.close());

const called = (circleId: string) => AudienceInput.parse({ circle_ids: [circleId] });

test("a meeting of the circle calls whoever has a voice in it on the day it is sent, and stays the circle's when it is changed or copied", async () => {
  const { circle, people, cast, ctxOf } = await circleStage(database.db);
  const [camila, teacher] = people;
  const ctx = ctxOf(camila ?? null);
  const form = meetingForm(cast, { circle_id: circle.id, node_ids: [] });
  const { id } = await createDraft(ctx, form);
  await setAudience(ctx, id, called(circle.id));
  await database.db
    .updateTable("circle_members")
    .set({ until: CAST_NOW })
    .where("person_id", "=", teacher?.id ?? "")
    .execute();
  const preview = await previewAudience(ctx, id);
  expect([preview.total, preview.byWay.circle]).toEqual([6, 6]);
  expect(await publishEvent(ctx, id)).toEqual({ mails: 6 });
  await editEvent(ctx, id, { ...form, node_ids: [cast.nodes.a.id], circle_id: undefined, title: "Otra" });
  const [meeting] = await listUpcoming(database.db, camila ?? null, { circleId: circle.id, now: CAST_NOW });
  expect([meeting?.title, meeting?.nodes.map((node) => node.id)]).toEqual(["Otra", [cast.nodes.a.id]]);
  const copy = await copyEvent(ctx, id);
  expect((await database.db.selectFrom("events").select("circle_id").where("id", "=", copy.id).executeTakeFirst())?.circle_id).toBe(circle.id);
});

test("the general circle meets without a node, called by who coordinates it; nobody calls another's circle", async () => {
  const { circle, people, cast, ctxOf, admin, outsider } = await circleStage(database.db);
  const general = await createCircle(ctxOf(admin), { general: true }, circleForm({ name: "Círculo general" }));
  await addMember(ctxOf(admin), general.id, outsider.id);
  const coordinator = (await listRoles(database.db, general.id)).find((role) => role.key === "coordinator");
  await nameDirectly(ctxOf(admin), general.id, coordinator?.id ?? "", { personId: outsider.id });
  const ctx = ctxOf(await actorOf(database.db, outsider.id));
  const { id } = await createDraft(ctx, meetingForm(cast, { circle_id: general.id, node_ids: [] }));
  await setAudience(ctx, id, called(general.id));
  await publishEvent(ctx, id);
  // Itself, and who coordinates the circle of the node below.
  expect(await database.db.selectFrom("invitations").select("person_id").where("event_id", "=", id).execute()).toHaveLength(2);
  await expect(setAudience(ctx, id, called(circle.id))).rejects.toMatchObject({ fields: { circle_ids: ["not_found"] } });
  await expect(createDraft(ctx, meetingForm(cast, { circle_id: circle.id, node_ids: [] }))).rejects.toMatchObject({ code: "forbidden" });
  await expect(createDraft(ctxOf(people[0] ?? null), meetingForm(cast, { circle_id: general.id }))).rejects.toMatchObject({ code: "forbidden" });
});
