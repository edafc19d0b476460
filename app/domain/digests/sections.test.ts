import { expect, test } from "vitest";
import { type DigestItem, digest, preview } from "#emails/digest.ts";
import type { News, ThreadNews } from "./digest.ts";
import { countsOf, repliable, sectionsOf } from "./sections.ts";

const thread = (id: string, over: Partial<ThreadNews> = {}): ThreadNews => ({
  ...{ id, node_id: "a", kind: "discussion", title: id, closed: false, posts: 1, begun: false, body_html: "", author: null, at: `2026-11-20T12:00:00.000Z` },
  ...over,
});
const nodes = ["a", "b"].map((node_id) => ({ node_id, slug: node_id, name: node_id.toUpperCase() }));
const news = (over: Partial<News>): News => ({ threads: [], works: [], meetings: [], calls: [], ...over });

test("a digest shows little of each node, announcements first and then where most was said, and says how much it leaves out", () => {
  const threads = [
    ...Array.from({ length: 9 }, (_, n) => thread(`h${n}`, { posts: n + 1 })),
    thread("anuncio", { kind: "announcement", begun: true }),
    thread("b1", { node_id: "b", closed: true }),
  ];
  const [a, b, ...others] = sectionsOf(news({ threads }), nodes);
  expect(others).toEqual([]);
  expect(a?.threads.map((each) => each.id)).toEqual(["anuncio", "h8", "h7"]);
  expect(a?.more).toBe(7);
  expect(b).toMatchObject({ node: { node_id: "b" }, more: 0 });
  // Nobody answers what is closed.
  expect(repliable(sectionsOf(news({ threads }), nodes))).not.toContain("b1");
  expect(countsOf(news({ threads }))).toBe("1 anuncio y 10 conversaciones");
});

test("the mail says all in plain text that it says in HTML, and escapes what people wrote", () => {
  const bad = "<script>alert(1)</script>";
  const item: DigestItem = { kicker: "Anuncio", title: bad, url: "https://nodos.example/x", said: { who: bad, words: bad }, fact: bad, reply: "reuniones+abc@nodos.example" };
  const { html, text, subject } = digest({ ...preview, person: bad, sections: [{ name: bad, url: "https://nodos.example/n", items: [item], more: 3 }] });
  expect(subject).toMatch(/ y 3 novedades más$/);
  expect(html).not.toContain("<script>alert");
  for (const link of ["https://nodos.example/x", "https://nodos.example/resumen/x", "https://nodos.example/cuenta/avisos", "https://nodos.example/novedades"]) {
    expect(html).toContain(link);
    expect(text).toContain(link);
  }
  expect(digest(preview).html.length).toBeLessThan(14_000);
});
