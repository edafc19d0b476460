import { expect, test } from "vitest";
import { z } from "zod";
import { checkbox, emailAddress, line, optionalLine, text } from "#app/domain/text.ts";
import { constraintsOf, parseForm } from "./form.server.ts";

const Schema = z.object({
  name: line(20),
  nick: optionalLine(5),
  notes: text(50),
  email: emailAddress,
  agrees: checkbox,
  node_ids: z.array(line(40)).min(1, "nodes_required").max(3, "too_long"),
  capacity: z.number("number").int("number").min(1, "too_small").max(100_000, "too_big").optional(),
});

function form(entries: [string, string][]): FormData {
  const data = new FormData();
  for (const [key, value] of entries) data.append(key, value);
  return data;
}

test("reads a whole form: cleaned lines, nulls for the empty, lists of one or many, numbers", () => {
  const parsed = parseForm(
    form([
      ["name", "  Ana\r\nPérez\u0000 "],
      ["nick", ""],
      ["notes", "a\r\nb\u0007"],
      ["email", " ANA@Liceo.CL "],
      ["agrees", "on"],
      ["node_ids", "x"],
      ["capacity", "40"],
    ]),
    Schema,
  );
  expect(parsed).toEqual({
    ok: true,
    value: { name: "Ana Pérez", nick: null, notes: "a\nb", email: "ana@liceo.cl", agrees: true, node_ids: ["x"], capacity: 40 },
  });
});

test("says in Spanish what is wrong, beside each field, and keeps what was typed", () => {
  const parsed = parseForm(
    form([
      ["name", " "],
      ["nick", "demasiado"],
      ["email", "a@b.cl,c@d.cl"],
      ["capacity", "muchos"],
      ["password", "x"],
    ]),
    Schema,
  );
  if (parsed.ok) throw new Error("should be refused");
  expect(parsed.submission.errors).toEqual({
    name: ["Falta completar este dato."],
    nick: ["Es demasiado largo: acórtalo un poco."],
    email: ["Escribe una sola dirección de correo, por ejemplo nombre@liceo.cl."],
    node_ids: ["Elige al menos un nodo."],
    capacity: ["Escribe un número."],
  });
  expect(parsed.submission.values).toEqual({ name: " ", nick: "demasiado", email: "a@b.cl,c@d.cl", capacity: "muchos" });
});

test.each(["a@b.cl\r\nBcc: x@y.cl", "a@b.cl\n", "a@b.cl, c@d.cl", "A <a@b.cl>", "a b@c.cl", "a@b", "a@b..cl", '"a,b"@c.cl', "a@b.cl;c@d.cl", "a@b.cl\u0000"])(
  "refuses %j as an address",
  (value) => {
    expect(emailAddress.safeParse(value).success).toBe(false);
  },
);

test("gives the browser the same limits", () => {
  const constraints = constraintsOf(Schema);
  expect(constraints.name).toMatchObject({ required: true, maxLength: 20 });
  expect(constraints.nick).toEqual({ maxLength: 5 });
  expect(constraints.capacity).toEqual({ min: 1, max: 100000 });
});
