import { expect, test } from "vitest";
import { TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { collectionMeta, type WorkToTell, workMeta } from "./work-meta.ts";

const WORK: WorkToTell = {
  ...{ slug: "tablero", kind: "document", state: "published", visibility: "public", title: "Tablero </script><b>", summary: "Paso a paso", language: "es", licence: "CC-BY-4.0" },
  ...{ levels: '["m3"]', objectives: "Armar un tablero", authors_agreed_at: "2026-01-01T00:00:00.000Z", published_at: "2026-02-01T12:00:00.000Z" },
  ...{ updated_at: "2026-03-01T12:00:00.000Z", version: 2, authors: ["Ana Ríos"], schools: [{ name: "Liceo Los Boldos" }], nodes: [{ name: "Electricidad" }] },
  ...{ specialties: [{ name: "Electricidad" }], tags: [{ tag: "solar" }], origin: { kind: "experience", slug: "otra", title: "Otra" } },
  files: [{ id: "a1", name: "Guía 1.pdf", label: "La guía", media_type: "application/pdf", size: 12, preview: true }],
};

const all = (work: WorkToTell) => workMeta(work, TEST_DEPLOYMENT) as Record<string, unknown>[];
const ld = (work: WorkToTell) => all(work).find((each) => "script:ld+json" in each)?.["script:ld+json"];
const named = (work: WorkToTell, name: string) =>
  all(work)
    .filter((each) => each.name === name || each.property === name)
    .map((each) => each.content);

test("a public work tells programs what it is, in schema.org, Dublin Core and for chats", () => {
  expect(ld(WORK)).toMatchObject({
    "@type": ["LearningResource", "DigitalDocument"],
    name: WORK.title,
    license: "https://creativecommons.org/licenses/by/4.0/",
    inLanguage: "es",
    author: [
      { "@type": "Person", name: "Ana Ríos" },
      { "@type": "EducationalOrganization", name: "Liceo Los Boldos" },
    ],
    publisher: { "@type": "Organization", name: "Nodos" },
    educationalLevel: ["3.º medio"],
    teaches: "Armar un tablero",
    keywords: ["solar"],
    isBasedOn: { url: "https://nodos.example/experiencias/otra" },
    isAccessibleForFree: true,
    version: 2,
    encoding: [{ contentUrl: "https://nodos.example/archivos/a1/Gu%C3%ADa%201.pdf", encodingFormat: "application/pdf", contentSize: "12 B" }],
  });
  expect(named(WORK, "DC.creator")).toEqual(["Ana Ríos", "Liceo Los Boldos"]);
  expect(named(WORK, "DC.rights")).toEqual(["https://creativecommons.org/licenses/by/4.0/"]);
  expect(named(WORK, "DCTERMS.educationLevel")).toEqual(["3.º medio"]);
  expect(named(WORK, "og:image")).toEqual(["https://nodos.example/archivos/a1/miniatura-960.webp"]);
  expect(all(WORK)).toContainEqual({ tagName: "link", rel: "schema.DC", href: "http://purl.org/dc/elements/1.1/" });
});

test("names of persons who did not agree are told to nobody, whoever looks", () => {
  expect(JSON.stringify(all({ ...WORK, authors_agreed_at: null }))).not.toContain("Ana");
});

test("of what is not public, not published or put away there is a title and nothing else", () => {
  for (const change of [
    { visibility: "members" },
    { visibility: "node" },
    { visibility: "circle" },
    { state: "draft" },
    { state: "in_review" },
    { state: "archived" },
    { state: "withdrawn" },
  ]) {
    expect(all({ ...WORK, ...change })).toEqual([{ title: `${WORK.title} · Nodos` }, { name: "robots", content: "noindex" }]);
  }
  const collection = {
    slug: "ruta",
    title: "Ruta",
    summary: "",
    created_at: WORK.updated_at,
    updated_at: WORK.updated_at,
    node: null,
    items: [WORK],
    visibility: "public",
    archived_at: null,
  };
  expect(JSON.stringify(collectionMeta(collection, TEST_DEPLOYMENT))).toContain('"hasPart"');
  for (const change of [{ visibility: "mine" }, { archived_at: WORK.updated_at }]) expect(collectionMeta({ ...collection, ...change }, TEST_DEPLOYMENT).length).toBe(2);
});
