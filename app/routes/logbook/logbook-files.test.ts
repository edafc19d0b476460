import { execFileSync, spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { updateCircleAgreement } from "#app/domain/logbook/agreement-writes.repo.server.ts";
import { listLogbook } from "#app/domain/logbook/logbook.repo.server.ts";
import { logbookStage } from "#app/domain/logbook/logbook.testing.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { csvRows, type LogbookFile, logbookMarkdown, logbookPdf } from "./logbook-files.server.ts";
import { askedOf } from "./logbook-page.server.ts";

const poppler = spawnSync("pdftotext", ["-v"]).status === 0;
const textOf = (bytes: Buffer): string => execFileSync("pdftotext", ["-layout", "-", "-"], { input: bytes }).toString().replace(/ +/g, " ");

async function stored() {
  const database = await testDb();
  const s = await logbookStage(database.db);
  const first = await s.adopt({ driver: "Llovía.\nMucho.", ownerPersonId: s.cast.ids.outsider, reviewOn: "2027-03-01" });
  await s.adopt({ title: "Rotar # *por* sorteo", bodyMd: "# Sorteo\n\n- uno\n- **dos**", supersedes: first.id });
  await updateCircleAgreement(s.db, (await s.adopt({ title: "=SUMA(A1)" })).id, { ended_at: CAST_NOW, ended_note: "Ya no." });
  await s.adopt({ title: "Del círculo de adentro", circleId: s.circles.inner });
  const file = async (who: "coordinatorA" | null, search = "", size = 50): Promise<LogbookFile> => {
    const { filter, asked } = askedOf(new URL(`https://nodos.example/bitacora.pdf${search}`), {});
    const rows = await listLogbook(s.db, s.as(who).actor, filter, { today: "2026-11-21", size });
    return { name: "Nodos", asked, rows, cut: size < 4, names: who !== null, now: CAST_NOW, deployment: TEST_DEPLOYMENT };
  };
  return { s, first, file, [Symbol.asyncDispose]: () => database.close() };
}

describe("the logbook as a file", () => {
  test("has what its reader may read, with the filter of the address, and says what it leaves out", async () => {
    await using there = await stored();
    const titles = async (who: "coordinatorA" | null, search = "") => (await there.file(who, search)).rows.map((row) => row.title).sort();
    expect(await titles(null)).toEqual(["=SUMA(A1)", "Rotar # *por* sorteo", "Rotar la sede"]);
    expect(await titles("coordinatorA")).toContain("Del círculo de adentro");
    expect(await titles("coordinatorA", `?circulo=${there.s.circles.inner}`)).toEqual(["Del círculo de adentro"]);
    expect(await titles("coordinatorA", "?estado=superseded")).toEqual(["Rotar la sede"]);
    expect(await titles(null, "?q=sorteo&ano=2026&tipo=consent")).toEqual(["Rotar # *por* sorteo"]);
    expect(await titles(null, "?ano=2025&estado=nada")).toEqual([]);
    expect(logbookMarkdown(await there.file(null, "", 1))).toContain("Los últimos 1 acuerdo (hay más), al sábado 21 de noviembre de 2026.");
  });

  test("as a spreadsheet has a row for each, with the names that its reader may know", async () => {
    await using there = await stored();
    const of = async (who: "coordinatorA" | null) => csvRows(await there.file(who)).find((row) => row[2] === "Rotar la sede");
    const url = `https://nodos.example/bitacora/${there.first.id}`;
    const text = "Cada sesión se hace en otro establecimiento.";
    const row = ["Círculo de Electricidad", 1, "Rotar la sede", "Reemplazado", "Por consentimiento", "2026-11-21", null, "2027-03-01", null, 2, null, "Llovía.\nMucho.", text, url];
    expect(await of(null)).toEqual(row);
    expect((await of("coordinatorA"))?.[6]).toBe("Óscar Núñez Bravo");
  });

  test("as Markdown keeps the words as they were adopted, under its own headings", async () => {
    await using there = await stored();
    const markdown = logbookMarkdown(await there.file(null));
    expect(markdown).toMatch(/^# Bitácora: Nodos\n\n3 acuerdos, al sábado 21 de noviembre de 2026\./);
    expect(markdown).toContain("## N.º 2: Rotar \\# \\*por\\* sorteo");
    expect(markdown).toContain("\n#### Sorteo\n\n- uno\n- **dos**\n");
    expect(markdown).toContain("- **Terminó:** el sábado 21 de noviembre de 2026. Ya no.");
    expect(markdown).not.toContain("Óscar");
  });

  test.runIf(poppler)("as PDF is tagged and says all of it", async () => {
    await using there = await stored();
    const bytes = await logbookPdf(await there.file(null));
    expect(bytes.toString("latin1")).toMatch(/\/StructTreeRoot/);
    const text = textOf(bytes);
    for (const said of [
      "Bitácora",
      "N.º 1: Rotar la sede",
      "Reemplazado",
      "el acuerdo n.º 2",
      "Por qué: Llovía.",
      "Cada sesión se hace en otro establecimiento.",
      "• dos",
      "1 de 1",
    ]) {
      expect(text, said).toContain(said);
    }
    expect(text).not.toContain("adentro");
    expect(textOf(await logbookPdf({ ...(await there.file(null, "?q=nada")), rows: [] }))).toContain("No hay acuerdos.");
  });
});
