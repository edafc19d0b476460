import { expect, test } from "vitest";
import { likenessOf, sameMailbox } from "./same-mailbox.ts";

const ana = { address: "ana.munoz@liceo.example", name: "Ana Muñoz Peña" };

test("case, a plus and Gmail's dots make no other mailbox; dots elsewhere do", () => {
  expect(sameMailbox("Ana.Munoz@Gmail.com", "anamunoz+red@googlemail.com")).toBe(true);
  expect(sameMailbox("ana.munoz+red@liceo.example", "ANA.MUNOZ@liceo.example")).toBe(true);
  expect(sameMailbox("ana.munoz@liceo.example", "anamunoz@liceo.example")).toBe(false);
});

test("a school's domain and a full name tell who it is; a public domain and a first name do not", () => {
  expect(likenessOf(ana, { address: "ana.munoz@liceo.example", name: "" })).toBe("same");
  expect(likenessOf(ana, { address: "amunoz@liceo.example", name: "" })).toBe("alias");
  expect(likenessOf(ana, { address: "anita@gmail.com", name: "Munoz Pena, Ana" })).toBe("alias");
  expect(likenessOf(ana, { address: "anita@gmail.com", name: "Ana" })).toBeNull();
  expect(likenessOf({ address: "a@gmail.com", name: "Ana" }, { address: "b@gmail.com", name: "Ana" })).toBeNull();
});
