import { expect, test } from "vitest";
import { answerWords, csvCell, csvFile } from "./event-answer-words.ts";

test("names every answer, and what was said before a change", () => {
  expect(answerWords({ answer: "yes", seat: "held", previous_answer: null }).words).toBe("Va");
  expect(answerWords({ answer: "yes", seat: "waiting", previous_answer: null }).words).toBe("En lista de espera");
  expect(answerWords({ answer: null, seat: "held", previous_answer: "yes" }).words).toBe("Sin respuesta (antes: va)");
  expect(answerWords({ answer: null, seat: null, previous_answer: null }).words).toBe("Sin respuesta");
});

test.each(["=1+1", "+56 9", "-1", "@SUM(A1)", "\t=1", "|cmd"])("disarms %j for spreadsheets", (text) => {
  expect(csvCell(text).replace(/^"/, "")).toMatch(/^'/);
});

test("quotes what would break a row", () => {
  expect(csvCell('Ana "la Profe"; Pérez')).toBe('"Ana ""la Profe""; Pérez"');
  expect(
    csvFile([
      ["Nombre", "Comentario"],
      ["Ana", null],
    ]),
  ).toBe("\uFEFFNombre;Comentario\r\nAna;\r\n");
});
