import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { PlanContent } from "#app/domain/encounters/encounters.server.ts";
import { findVisibleEvent } from "#app/domain/events/events.repo.server.ts";
import { meetingForm, stage } from "#app/domain/events/meetings.testing.ts";
import { createDraft } from "#app/domain/events/scheduling.server.ts";
import { testDb } from "#db/testing.ts";
import { planPdf } from "./plan-document.server.ts";

const id = (n: number) => `0190a000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const person = (name: string, duty: string, n: number) => ({
  id: id(n),
  event_id: id(0),
  duty,
  person_id: null,
  name,
  email: null,
  asked_at: "x",
  asked_by: null,
  accepted_at: "x",
  declined_at: null,
  ended_at: null,
});

function contentOf(rows: number): PlanContent {
  return {
    plan: {
      event_id: id(0),
      purpose: "Que los liceos se conozcan.",
      focus: "Resolver problemas reales",
      venue_notes: "",
      updated_at: "2026-11-21T15:00:00.000Z",
      updated_by: null,
    },
    duties: [person("Camila Díaz", "production", 1)],
    tasks: Array.from({ length: rows }, (_, n) => ({
      id: id(n),
      event_id: id(0),
      position: n,
      title: `Tarea ${n + 1}`,
      person_id: null,
      name: "Bruno",
      due_on: "2026-12-01",
      done_at: null,
      done_by: null,
    })),
    actors: [{ id: id(1), event_id: id(0), position: 1, name: "Rosa Vera", organisation: "Minera Sol", part: "Charla", email: null, state: "confirmed", answer: null, invited: 0 }],
    experiences: [
      {
        id: id(1),
        event_id: id(0),
        position: 1,
        title: "Huerto solar",
        establishment_id: null,
        authors: "Cuarto medio",
        format: "world_cafe",
        resource_id: null,
        school: "Liceo Los Boldos",
      },
    ],
    budget: [
      { id: id(1), event_id: id(0), position: 1, item: "Almuerzo", amount: 1_250_000, payer: "SLEP", confirmed_at: "x" },
      { id: id(2), event_id: id(0), position: 2, item: "Bus", amount: 480_000, payer: "", confirmed_at: null },
    ],
  };
}

const textOf = (pdf: Buffer) =>
  execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf })
    .toString("utf8")
    .replace(/\u00a0/g, " ");

describe.skipIf(!existsSync("/usr/bin/pdftotext"))("the plan as a PDF", () => {
  test("says everything, on one page, and the same plan is the same bytes", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const draft = await createDraft(s.camila, meetingForm(s.cast, { kind: "gathering", title: "Encuentro de otoño" }));
    const event = await findVisibleEvent(t.db, s.camila.actor, draft.id, s.camila.now);
    if (!event) throw new Error("no draft");
    const pdf = await planPdf(event, contentOf(6), "Nodos");
    const text = textOf(pdf);
    for (const said of [
      "Encuentro de otoño",
      "Plan de encuentro",
      "sábado 5 de diciembre de 2026, 18:30 a 20:00 h",
      "Liceo Industrial Puerto Claro",
      "Que los liceos se conozcan.",
      "Camila Díaz (aceptó)",
    ]) {
      expect(text).toContain(said);
    }
    for (const said of [
      "Cosecha de",
      "Falta una persona",
      "Tarea 6",
      "Huerto solar",
      "Café del mundo",
      "Rosa Vera, Minera Sol",
      "faltan $ 480.000",
      "$ 1.250.000",
      "$ 1.730.000",
      "Por definir",
    ]) {
      expect(text).toContain(said);
    }
    expect(text).toContain("1 de 1");
    expect((await planPdf(event, contentOf(6), "Nodos")).equals(pdf)).toBe(true);
    expect(textOf(await planPdf(event, contentOf(80), "Nodos"))).toContain("Tarea 80");
    const empty = { plan: null, duties: [], tasks: [], actors: [], experiences: [], budget: [] };
    expect(textOf(await planPdf(event, empty, "Nodos"))).toContain("Por definir.");
  });
});
