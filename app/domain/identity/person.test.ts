import { expect, test } from "vitest";
import { parseForm } from "#app/http/form.server.ts";
import { passwordWeakness } from "./password-rules.ts";
import { RegisterInput, SECTORS, SPECIALTIES, sectorOf } from "./person.ts";

test("knows the 35 specialties of the 15 sectors, each once", () => {
  expect(SECTORS).toHaveLength(15);
  expect(SPECIALTIES).toHaveLength(35);
  expect(new Set(SPECIALTIES).size).toBe(35);
  expect(sectorOf("Servicios de turismo")).toBe("Hotelería y turismo");
  expect(sectorOf(null)).toBeNull();
});

test.each(["1234567890", "Contraseña 123", "contrasena123", "QWERTYUIOP", "aaaaaaaaaaaa", "1212121212", "CHILE CHILE"])("%s is too well known", (password) => {
  expect(passwordWeakness(password)).toBe("password_common");
});

test.each(["Teresa Soto", "teresasoto2026", "SotoTeresa!!", "teresa.soto@liceo.cl", "t.soto.1985", "123-soto-2026", "araya-araya"])("%s is the person herself", (password) => {
  expect(passwordWeakness(password, { name: "Teresa Soto Araya", email: password.includes("@") ? password : "t.soto@liceo.cl" })).toBe("password_personal");
});

test.each(["tres palabras juntas", "Soto quiere a su perro", "el liceo de teresa queda lejos", "correct horse battery staple"])("%s will do", (password) => {
  expect(passwordWeakness(password, { name: "Teresa Soto Araya", email: "t.soto@liceo.cl" })).toBeNull();
});

test("a registration says what is missing, in Spanish, and never gives the password back", () => {
  const form = new FormData();
  for (const [key, value] of [
    ["name", "Mira http://gana.example"],
    ["email", "a@b.cl,c@d.cl"],
    ["password", "corta"],
    ["position", "king"],
    ["specialty", "Alquimia"],
  ] as const)
    form.append(key, value);
  const parsed = parseForm(form, RegisterInput);
  if (parsed.ok) throw new Error("should be refused");
  expect(parsed.submission.errors).toEqual({
    name: ["Escribe el nombre tal como se lee, sin enlaces ni símbolos."],
    email: ["Escribe una sola dirección de correo, por ejemplo nombre@liceo.cl."],
    password: ["La clave necesita al menos 10 caracteres."],
    position: ["Elige una de las opciones."],
    specialty: ["Elige una de las opciones."],
    consent: ["Necesitamos tu acuerdo para crear la cuenta."],
  });
  expect(parsed.submission.values).not.toHaveProperty("password");
});

test("a password of one's own name is refused beside the password", () => {
  const form = new FormData();
  for (const [key, value] of [
    ["name", "Teresa Soto"],
    ["email", "ts@liceo.cl"],
    ["password", "Teresa Soto 85"],
    ["position", "teacher"],
    ["consent", "1"],
  ] as const)
    form.append(key, value);
  const parsed = parseForm(form, RegisterInput);
  expect(parsed.ok ? {} : parsed.submission.errors).toEqual({ password: ["La clave no puede ser tu nombre ni tu correo: elige otra."] });
});
