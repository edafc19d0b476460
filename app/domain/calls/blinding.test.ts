import { expect, test } from "vitest";
import { veilOf } from "./blinding.ts";

const RESERVED = "[reservado]";

test("names with signs of every kind are taken out, and the page of the jury opens", () => {
  const work = { authors: ["Ana O'Ryan (jefa) [*+?.]"], schools: [{ id: "e", name: "Liceo Bicentenario Llay-Llay N° 42/B" }] };
  const veil = veilOf({ person: "Elena Muñoz-Huerta | {x}", school: "Liceo Técnico D'Alençon $1^", comuna: "Llay-Llay", team: "Con José-Luis Pérez Soto.", work });
  expect(veil.text("En LLAY-LLAY, con Elena  Munoz-Huerta | {x} y José-Luis Pérez Soto, del Liceo Bicentenario Llay-Llay n° 42/b.")).toBe(
    `En ${RESERVED}, con ${RESERVED} y ${RESERVED}, del ${RESERVED}.`,
  );
});
