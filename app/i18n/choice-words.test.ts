import { expect, test } from "vitest";
import { choiceInWords } from "./choice-words.ts";

test("a choice of meetings is said as one would say it", () => {
  expect(choiceInWords({})).toBe("Todas las reuniones");
  expect(choiceInWords({ mine: true })).toBe("Tus reuniones");
  expect(choiceInWords({ kind: "workshop", node: "Electricidad", region: "08" })).toBe("Talleres de Electricidad en el Biobío");
  expect(choiceInWords({ mine: true, kind: "visit", region: "13" })).toBe("Tus visitas en la Región Metropolitana");
  expect(choiceInWords({ territory: "Inti Red", region: "02", school: "Liceo Diego Portales" })).toBe(
    "Reuniones en el territorio Inti Red y en Antofagasta con Liceo Diego Portales",
  );
  expect(choiceInWords({ kind: "gathering", q: "tableros" })).toBe("Encuentros territoriales que dicen «tableros»");
});
