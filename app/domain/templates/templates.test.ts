import { expect, test } from "vitest";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { audience, meetingForm, stage } from "#app/domain/events/meetings.testing.ts";
import { createDraft, setAudience } from "#app/domain/events/scheduling.server.ts";
import { listOwnActivity } from "#app/domain/identity/own-data.repo.server.ts";
import { readRules } from "#app/domain/invitations/audience.repo.server.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { TemplateInput, WHOLE_NETWORK } from "./template.ts";
import { insertAgenda, listTemplates, readAgenda } from "./templates.repo.server.ts";
import { applyTemplate, archiveTemplate, renameTemplate, restoreTemplate, saveTemplate, usableTemplate } from "./templates.server.ts";

type Signed = Ctx & { actor: Actor };
const signed = (ctx: Ctx) => ctx as Signed;
const AGENDA = {
  agenda: [
    { title: "Conecta", minutes: 15, notes: "Traer **café**", materials: [{ label: "Pauta", url: "https://example.cl/pauta" }] },
    { title: "Construye", minutes: 60, notes: "", materials: [] },
  ],
  readings: [{ label: "Lectura", url: "https://example.cl/lectura" }],
};

async function meeting() {
  const t = await testDb();
  const s = await stage(t.db);
  const { id } = await createDraft(s.camila, meetingForm(s.cast, { capacity: 30, end_date: "2026-12-06" }));
  const { a } = s.cast.nodes;
  await setAudience(s.camila, id, audience({ node_ids: [a.id], person_ids: [s.cast.ids.head], pasted: "Ana <ana@guest.example>" }));
  await insertAgenda(s.db, id, AGENDA, (markdown) => `<p>${markdown}</p>`);
  const save = async (scope: string, who = s.camila) => {
    const template = newId();
    await saveTemplate(signed(who), id, TemplateInput.parse({ id: template, name: "Taller de siempre", scope }));
    return template;
  };
  return { s, id, save, [Symbol.asyncDispose]: () => t.close() };
}

test("a template is the meeting without its date: form, audience, agenda; nobody from outside", async () => {
  await using m = await meeting();
  const template = await m.save(m.s.cast.ids.a);
  const { content, name, node_name } = await usableTemplate(m.s.camila, template);
  expect([name, node_name]).toEqual(["Taller de siempre", "Electricidad"]);
  expect(content).toEqual({
    title: "Taller de tableros",
    kind: "workshop",
    node_ids: [m.s.cast.ids.a],
    start_time: "18:30",
    end_time: "20:00",
    days: 1,
    zone: "America/Santiago",
    host_establishment_id: m.s.cast.ids.puerto,
    address: null,
    comuna_code: null,
    online_url: null,
    description: "Traer **guantes**.",
    capacity: 30,
    online_capacity: null,
    visibility: "public",
    audience: { node_ids: [m.s.cast.ids.a], counterpart_node_ids: [], person_ids: [m.s.cast.ids.head] },
    ...AGENDA,
  });
  expect(JSON.stringify(content)).not.toContain("guest.example");
});

test("begun from it, a draft has its audience and its agenda; twice is the same as once", async () => {
  await using m = await meeting();
  const template = await m.save(m.s.cast.ids.a);
  const { id } = await createDraft(m.s.camila, meetingForm(m.s.cast, { date: "2027-03-06" }));
  for (let n = 0; n < 2; n += 1) await applyTemplate(m.s.camila, template, id);
  expect(await readRules(m.s.db, id)).toEqual({ node_ids: [m.s.cast.ids.a], counterpart_node_ids: [], circle_ids: [], person_ids: [m.s.cast.ids.head], outside: [] });
  expect(await readAgenda(m.s.db, id)).toEqual(AGENDA);
  const { notes_html } = await m.s.db.selectFrom("agenda_parts").select("notes_html").where("event_id", "=", id).where("title", "=", "Conecta").executeTakeFirstOrThrow();
  expect(notes_html).toContain("<strong>café</strong>");
});

test("the network's is for whoever calls meetings, without people by name and without others' nodes; a node's for its coordinators", async () => {
  await using m = await meeting();
  const [own, all] = [await m.save(m.s.cast.ids.a), await m.save(WHOLE_NETWORK)];
  const bruno = m.s.as("coordinatorB");
  expect((await listTemplates(m.s.db, signed(bruno).actor)).map(({ id }) => id)).toEqual([all]);
  await expect(usableTemplate(bruno, own)).rejects.toMatchObject({ code: "not_found" });
  await expect(usableTemplate(m.s.as("teacher"), all)).rejects.toMatchObject({ code: "not_found" });
  expect((await usableTemplate(bruno, all)).content.audience.person_ids).toEqual([]);
  const { id } = await createDraft(bruno, meetingForm(m.s.cast, { node_ids: [m.s.cast.ids.b], date: "2027-03-06" }));
  await applyTemplate(bruno, all, id);
  expect((await readRules(m.s.db, id)).node_ids).toEqual([]);
  await expect(m.save(m.s.cast.ids.b)).rejects.toMatchObject({ fields: { scope: ["choice"] } });
  await expect(m.save(WHOLE_NETWORK, bruno)).rejects.toMatchObject({ code: "not_found" });
});

test("stands in the data of its author", async () => {
  await using m = await meeting();
  await m.save(WHOLE_NETWORK);
  const { preparing } = await listOwnActivity(m.s.db, signed(m.s.camila).actor);
  expect(preparing.filter(({ what }) => what === "template").map(({ meeting: name }) => name)).toEqual(["Taller de siempre"]);
});

test("is renamed, put away and taken back by whose it is", async () => {
  await using m = await meeting();
  const template = await m.save(WHOLE_NETWORK);
  const bruno = m.s.as("coordinatorB");
  await expect(renameTemplate(bruno, template, "Mío")).rejects.toMatchObject({ code: "forbidden" });
  await renameTemplate(m.s.camila, template, "Sesión corta");
  await archiveTemplate(m.s.camila, template);
  expect(await listTemplates(m.s.db, signed(m.s.camila).actor)).toEqual([]);
  await expect(usableTemplate(m.s.camila, template)).rejects.toMatchObject({ code: "not_found" });
  await restoreTemplate(m.s.camila, template);
  expect((await usableTemplate(m.s.camila, template)).name).toBe("Sesión corta");
  await expect(archiveTemplate(m.s.camila, "x")).rejects.toMatchObject({ code: "not_found" });
});
