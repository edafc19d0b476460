import { expect, test } from "vitest";
import { wayBack } from "./enter.server.ts";

test.each([
  ["/cuenta/sesiones", "/cuenta/sesiones"],
  ["/nodos?q=ñandú&pagina=2", "/nodos?q=%C3%B1and%C3%BA&pagina=2"],
  ["/i/abc?r=yes", "/i/abc?r=yes"],
])("%s is one of our pages", (value, path) => {
  expect(wayBack(value)).toBe(path);
});

test.each(["//evil.cl", "/\\evil.cl", "/\t/evil.cl", "/.//evil.cl", "https://evil.cl", "javascript:alert(1)", "evil", "", "/salir", "/\n/evil.cl", `/${"a".repeat(2000)}`])(
  "%j leads to the front page",
  (value) => {
    expect(wayBack(value)).toBe("/");
    expect(wayBack(null)).toBe("/");
  },
);
