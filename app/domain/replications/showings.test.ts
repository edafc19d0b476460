import { expect, test } from "vitest";
import { ExperienceInput } from "#app/domain/encounters/encounter.ts";
import { readPlan, saveExperience, sheetsOfPlan } from "#app/domain/encounters/encounters.server.ts";
import { meetingForm } from "#app/domain/events/meetings.testing.ts";
import { createDraft, publishEvent } from "#app/domain/events/scheduling.server.ts";
import { repositoryStage } from "#app/domain/resources/resources.testing.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { findOffered, offeredExperiences, showingsOf, shownAt } from "./showings.repo.server.ts";

test("an experience of the repository on a plan: its words are taken from its sheet, and each page leads to the other for who may see it", async () => {
  await using t = await testDb();
  const s = await repositoryStage(t.db);
  const camila = s.ctxOf(s.people.coordinatorA);
  const open = await s.published("experience", { title: "Tableros en pareja", visibility: "public" });
  const inner = await s.published("experience", { title: "Para el nodo", visibility: "node", node_ids: [s.nodes.a.id] });
  const hidden = await s.started("experience", { title: "Borrador" });
  const { id } = await createDraft(camila, meetingForm(s.cast, { kind: "gathering" }));
  const row = (resource_id: string, title = "") => ExperienceInput.parse({ id: newId(), resource_id, title, format: "poster" });
  await saveExperience(camila, id, row(open.id, "Otro título"));
  await saveExperience(camila, id, row(inner.id));
  await expect(saveExperience(camila, id, row(hidden.id))).rejects.toMatchObject({ code: "invalid" });
  expect(ExperienceInput.safeParse({ id: newId(), format: "poster" }).success).toBe(false);
  const { experiences } = await readPlan(camila, id);
  expect(experiences.map(({ title, school, authors }) => [title, school, authors])).toEqual([
    ["Tableros en pareja", "Liceo Polivalente Los Boldos", "Teresa Soto Araya"],
    ["Para el nodo", "Liceo Polivalente Los Boldos", "Teresa Soto Araya"],
  ]);
  expect([...(await sheetsOfPlan(s.ctxOf(s.people.outsider), experiences)).values()]).toEqual([open.slug]);
  expect(await showingsOf(t.db, null, open.id, camila.now)).toEqual([]);
  await publishEvent(camila, id);
  expect((await showingsOf(t.db, null, open.id, camila.now)).map((one) => [one.event_id, one.format])).toEqual([[id, "poster"]]);
  expect((await shownAt(t.db, null, id)).map((one) => one.title)).toEqual(["Tableros en pareja"]);
  expect((await shownAt(t.db, s.people.coordinatorA, id)).map((one) => one.title)).toEqual(["Tableros en pareja", "Para el nodo"]);
});

test("experiences are offered by their address too, to who may see them", async () => {
  await using t = await testDb();
  const s = await repositoryStage(t.db);
  const open = await s.published("experience", { title: "Tableros en pareja" });
  const inner = await s.published("experience", { title: "Para el nodo", visibility: "node", node_ids: [s.nodes.a.id] });
  const by = async (typed: string) => (await offeredExperiences(t.db, s.people.outsider, typed)).map((one) => one.title);
  expect(await by(`https://nodos.example/experiencias/${open.slug}?usos=2`)).toEqual(["Tableros en pareja"]);
  expect(await by(`https://nodos.example/experiencias/${inner.slug}`)).toEqual([]);
  expect(await by("   ")).toEqual([]);
  expect(await findOffered(t.db, s.people.outsider, inner.id)).toBeNull();
});
