import { describe, expect, test } from "vitest";
import { meetingForm, publishedMeeting, stage } from "#app/domain/events/meetings.testing.ts";
import { createDraft, deleteDraft } from "#app/domain/events/scheduling.server.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { readAgenda } from "./agenda.repo.server.ts";
import { addPart, beginFromTemplate, movePart, removePart, savePart, saveReadings } from "./agenda.server.ts";
import { beginnings, PartInput, readMaterials, readTemplateParts, TemplateInput, totalMinutes, writeMaterials, writeTemplateParts } from "./agenda.ts";
import { archiveTemplate, keepAgendaAsTemplate, saveTemplate, templatesFor } from "./templates.server.ts";

const part = (change: Record<string, unknown> = {}) => PartInput.parse({ title: "Conecta", minutes: 15, ...change });

describe("an agenda", () => {
  test("begins from the template of its kind once, however often the button is pressed", async () => {
    await using database = await testDb();
    const { camila, cast, db } = await stage(database.db);
    const id = await publishedMeeting(camila, cast);
    const [sessions] = await templatesFor(camila, "session");
    const [gatherings] = await templatesFor(camila, "gathering");
    expect([sessions?.name, gatherings?.name]).toEqual(["Conecta · Conoce · Comparte · Construye", "Cuatro momentos de un encuentro"]);
    await beginFromTemplate(camila, id, sessions?.id ?? "");
    await expect(beginFromTemplate(camila, id, sessions?.id ?? "")).rejects.toMatchObject({ reason: "agenda_begun" });
    const { parts } = await readAgenda(db, id);
    expect(parts.map((each) => each.title)).toEqual(["Conecta", "Conoce", "Comparte", "Construye"]);
    expect(totalMinutes(parts)).toBe(90);
    expect(beginnings(parts, "2026-12-05T21:30:00.000Z").at(-1)).toBe("2026-12-05T22:35:00.000Z");
  });

  test("parts are added once, changed, moved and removed; a name of the network becomes its person", async () => {
    await using database = await testDb();
    const { camila, cast, db } = await stage(database.db);
    const id = await publishedMeeting(camila, cast);
    const [one, two, three] = [newId(), newId(), newId()];
    await addPart(camila, id, one, part({ lead_name: "teresa soto araya" }));
    await addPart(camila, id, one, part({ title: "Otra vez" }));
    await addPart(camila, id, two, part({ title: "Conoce", lead_name: "Rosa de la Empresa", materials: "Guía https://a.example/guia" }));
    await addPart(camila, id, three, part({ title: "Comparte" }));
    await movePart(camila, id, three, 1);
    await savePart(camila, id, two, part({ title: "Conoce más", minutes: 40, notes: "**Hola**", materials: "https://a.example/otra" }));
    const { parts } = await readAgenda(db, id);
    expect(parts.map((each) => [each.title, each.lead_name, each.lead_person_id])).toEqual([
      ["Comparte", "", null],
      ["Conecta", "Teresa Soto Araya", cast.ids.teacher],
      ["Conoce más", "", null],
    ]);
    expect(parts[2]?.materials).toEqual([{ label: "https://a.example/otra", url: "https://a.example/otra" }]);
    expect(parts[2]?.notes_html).toContain("<strong>Hola</strong>");
    await removePart(camila, id, two);
    expect((await readAgenda(db, id)).parts).toHaveLength(2);
  });

  test("is only for who manages the meeting, and its parts only for its own", async () => {
    await using database = await testDb();
    const { camila, cast, as } = await stage(database.db);
    const [id, other] = [await publishedMeeting(camila, cast), await publishedMeeting(camila, cast, { title: "Otra" })];
    const mine = newId();
    await addPart(camila, id, mine, part());
    await expect(addPart(as("teacher"), id, newId(), part())).rejects.toMatchObject({ code: "forbidden" });
    await expect(addPart(as("coordinatorB"), id, newId(), part())).rejects.toMatchObject({ code: "forbidden" });
    await expect(savePart(camila, other, mine, part({ title: "Robada" }))).rejects.toMatchObject({ code: "not_found" });
    await expect(movePart(camila, other, mine, 1)).rejects.toMatchObject({ code: "not_found" });
  });

  test("is copied with its meeting, but for who is in charge; a draft goes with its agenda", async () => {
    await using database = await testDb();
    const { camila, cast, db } = await stage(database.db);
    const id = await publishedMeeting(camila, cast);
    await addPart(camila, id, newId(), part({ lead_name: "Teresa Soto Araya", materials: "Guía https://a.example/guia" }));
    await saveReadings(camila, id, [{ label: "Antes", url: "https://a.example/antes" }]);
    const { id: copy } = await createDraft(camila, meetingForm(cast), { copyOf: id });
    const { parts, readings } = await readAgenda(db, copy);
    expect(parts.map(({ title, lead_name, materials }) => ({ title, lead_name, materials }))).toEqual([
      { title: "Conecta", lead_name: "", materials: [{ label: "Guía", url: "https://a.example/guia" }] },
    ]);
    expect(readings).toEqual([{ label: "Antes", url: "https://a.example/antes" }]);
    await deleteDraft(camila, copy);
    expect((await readAgenda(db, copy)).parts).toEqual([]);
  });

  test("its templates are the administration's to change", async () => {
    await using database = await testDb();
    const { camila, cast, as } = await stage(database.db);
    const id = await publishedMeeting(camila, cast);
    await addPart(camila, id, newId(), part({ notes: "Con **guantes**." }));
    await expect(keepAgendaAsTemplate(camila, id, "Mía", "workshop")).rejects.toMatchObject({ code: "forbidden" });
    const kept = await keepAgendaAsTemplate(as("admin"), id, "Taller práctico", "workshop");
    await saveTemplate(as("admin"), kept, TemplateInput.parse({ name: "Taller con práctica", parts: "20 Conecta: hola\n70 Manos a la obra" }));
    const found = (await templatesFor(camila)).find((each) => each.id === kept);
    expect(found).toMatchObject({
      name: "Taller con práctica",
      parts: [
        { minutes: 20, title: "Conecta", notes: "hola" },
        { minutes: 70, title: "Manos a la obra", notes: "" },
      ],
    });
    await archiveTemplate(as("admin"), kept);
    expect((await templatesFor(camila)).some((each) => each.id === kept)).toBe(false);
  });
});

test("materials and templates read as they are written, and say what they cannot read", () => {
  expect(readMaterials("Guía: https://a.example/x\n\nhttps://b.example")).toEqual([
    { label: "Guía", url: "https://a.example/x" },
    { label: "https://b.example", url: "https://b.example" },
  ]);
  expect(writeMaterials([{ label: "Guía", url: "https://a.example/x" }])).toBe("Guía https://a.example/x");
  for (const bad of ["sin enlace", "javascript:alert(1)", "Guía https://user:pw@a.example"]) expect(readMaterials(bad), bad).toBeNull();
  const parts = [{ minutes: 20, title: "Conecta", notes: "nos saludamos: con café" }];
  expect(readTemplateParts(writeTemplateParts(parts))).toEqual(parts);
  expect(readTemplateParts("Conecta")).toBeNull();
});
