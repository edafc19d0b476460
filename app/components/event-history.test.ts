import { expect, test } from "vitest";
import { changeWords } from "./event-history.tsx";

const before = { starts_local: "2026-12-03T15:00", ends_local: "2026-12-03T16:30", zone: "America/Santiago", place: "Liceo Industrial, Talca" };

test("tells what a meeting was before it changed", () => {
  expect(changeWords({ kind: "postponed", before }, null)).toBe("Se aplazó: antes era el jueves 3 de diciembre de 2026, 15:00 a 16:30 h.");
  expect(changeWords({ kind: "rescheduled", before: { ...before, ends_local: "2026-12-04T13:00" } }, null)).toMatch(/^Cambió la fecha o la hora: antes era del jueves 3 /);
  expect(changeWords({ kind: "rescheduled", before: null }, null)).toBe("Cambió la fecha o la hora.");
});

test("tells a change of place from one of the link", () => {
  expect(changeWords({ kind: "moved", before }, "Liceo B")).toBe("Cambió el lugar: antes era Liceo Industrial, Talca.");
  expect(changeWords({ kind: "moved", before }, "Liceo Industrial, Talca")).toBe("Cambió el enlace para conectarse.");
  expect(changeWords({ kind: "moved", before: { ...before, place: null } }, "Liceo B")).toBe("Cambió el lugar: antes era solo en línea.");
});

test("says nothing of what it does not know", () => {
  expect(changeWords({ kind: "something_new", before: null }, null)).toBeNull();
});
