import { expect, test } from "vitest";
import { listParts } from "#app/domain/agenda/agenda.repo.server.ts";
import { circleStage } from "#app/domain/circles/circles.testing.ts";
import type { Actor } from "#app/domain/context.ts";
import { publishedMeeting } from "#app/domain/events/meetings.testing.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { titleOf } from "./tension.ts";
import { listComingMeetings, listTensions } from "./tensions.repo.server.ts";
import { editTension, raiseOwn, settleTension, takeToMeeting } from "./tensions.server.ts";

const SAID = { situation: "Las actas llegan tarde. Y nadie las lee.", effect: "Se olvida.", need: "Saber quién hace qué." };
const PAGE = { page: 1, size: 20 };

test("a tension is named by its first sentence, never in the middle of a word", () => {
  expect(titleOf("Las actas llegan tarde. Y nadie las lee.")).toBe("Las actas llegan tarde");
  expect(titleOf("palabra ".repeat(40))).toMatch(/palabra…$/);
  expect(titleOf("palabra ".repeat(40)).length).toBeLessThanOrEqual(91);
});

test("any voice raises one, told better only by themselves, and settled by them or by who runs the circle", async () => {
  await using t = await testDb();
  const on = await circleStage(t.db);
  const [runs, own, other] = on.people as [Actor, Actor, Actor];
  const [id, second] = [newId(), newId()];
  for (const _ of [1, 2]) await raiseOwn(on.ctxOf(own), on.circle.id, id, SAID);
  await raiseOwn(on.ctxOf(other), on.circle.id, second, { ...SAID, situation: "Falta un taller." });
  await expect(raiseOwn(on.ctxOf(on.outsider), on.circle.id, newId(), SAID)).rejects.toMatchObject({ code: "not_found" });
  await expect(raiseOwn(on.ctxOf(on.admin), on.circle.id, newId(), SAID), "administration has no voice").rejects.toMatchObject({ code: "forbidden" });
  await expect(editTension(on.ctxOf(runs), on.circle.id, id, SAID)).rejects.toMatchObject({ code: "forbidden" });
  await editTension(on.ctxOf(own), on.circle.id, id, { ...SAID, situation: "Las actas no llegan." });
  await expect(settleTension(on.ctxOf(other), on.circle.id, id, "ya")).rejects.toMatchObject({ code: "forbidden" });
  await settleTension(on.ctxOf(runs), on.circle.id, second, "Ya hay taller.");
  expect(await listTensions(t.db, on.circle.id, PAGE)).toMatchObject({
    open: 1,
    total: 2,
    rows: [
      { id, title: "Las actas no llegan", raised_by_name: own.name, settled_at: null },
      { id: second, settled_note: "Ya hay taller.", settled_by_name: runs.name },
    ],
  });
});

test("taken to a meeting of the circle it stands in its agenda, once; in another's it cannot", async () => {
  await using t = await testDb();
  const on = await circleStage(t.db);
  const [runs, own] = on.people as [Actor, Actor];
  const meetings = [await publishedMeeting(on.ctxOf(runs), on.cast), await publishedMeeting(on.ctxOf(runs), on.cast)] as [string, string];
  const elsewhere = await publishedMeeting(on.ctxOf(runs), on.cast);
  await t.db.updateTable("events").set({ circle_id: on.circle.id }).where("id", "in", meetings).execute();
  const id = newId();
  await raiseOwn(on.ctxOf(own), on.circle.id, id, SAID);
  expect((await listComingMeetings(t.db, on.circle.id, on.ctxOf(null).now)).map((each) => each.id).sort()).toEqual([...meetings].sort());
  await expect(takeToMeeting(on.ctxOf(own), on.circle.id, id, meetings[0])).rejects.toMatchObject({ code: "forbidden" });
  await expect(takeToMeeting(on.ctxOf(runs), on.circle.id, id, elsewhere)).rejects.toMatchObject({ fields: { event_id: ["choice"] } });
  for (const _ of [1, 2]) await takeToMeeting(on.ctxOf(runs), on.circle.id, id, meetings[0]);
  expect(await listParts(t.db, meetings[0])).toMatchObject([{ title: "Las actas llegan tarde", lead_name: own.name }]);
  await takeToMeeting(on.ctxOf(runs), on.circle.id, id, meetings[1]);
  expect([await listParts(t.db, meetings[0]), await listParts(t.db, meetings[1])].map((parts) => parts.length)).toEqual([0, 1]);
});
