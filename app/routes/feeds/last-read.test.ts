import { expect, test } from "vitest";
import { lastRead } from "./last-read.ts";

test("says how long ago a program last read the feed", () => {
  const now = "2026-11-21T15:00:00.000Z";
  const said = [null, "2026-11-21T14:58:00.000Z", "2026-11-21T14:20:00.000Z", "2026-11-21T13:10:00.000Z", "2026-11-21T12:00:00.000Z", "2026-11-18T12:00:00.000Z"];
  expect(said.map((at) => lastRead(at, now))).toEqual([
    "Ningún programa lo ha leído todavía.",
    "Última lectura: hace unos minutos.",
    "Última lectura: hace 40 minutos.",
    "Última lectura: hace 1 hora.",
    "Última lectura: hace 3 horas.",
    "Última lectura: hace 3 días.",
  ]);
});
