import { describe, expect, test } from "vitest";
import type { Db } from "#db/create.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, castOf, TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { answerOai, OAI_PAGE } from "./oai.server.ts";
import { mendOpenness, noteOpenness } from "./openness.server.ts";
import { insertOpenWorks, insertWork, oaiComplaints } from "./openness.testing.ts";

const at = (seconds: number) => new Date(Date.parse("2026-11-21T12:00:00.000Z") + seconds * 1000).toISOString();
const ask = (db: Db, query: string) => answerOai({ db, deployment: TEST_DEPLOYMENT, now: CAST_NOW }, new URLSearchParams(query));
const ids = (xml: string) => [...xml.matchAll(/<identifier>oai:nodos\.example:([^<]+)<\/identifier>/g)].map((match) => match[1] ?? "");
const codeOf = (xml: string) => /<error code="(\w+)">/.exec(xml)?.[1];
const tokenOf = (xml: string) => /<resumptionToken [^>]*>([^<]+)</.exec(xml)?.[1];

async function stage() {
  const database = await testDb();
  const { db } = database;
  const cast = await castOf(db);
  const open = await insertWork(db, { title: "Tableros & <seguros>\u0001", nodes: [cast.nodes.a.id], tags: ["solar"], author: "Ana Ríos", authors_agreed_at: CAST_NOW });
  const shy = await insertWork(db, { title: "Sin nombre", author: "No Consintió" });
  const hidden = await insertWork(db, { title: "Oculta", visibility: "node", nodes: [cast.nodes.a.id] });
  for (const [n, { id }] of [open, shy, hidden].entries()) await noteOpenness({ db, now: at(n) }, id);
  return { db, cast, open, shy, hidden, [Symbol.asyncDispose]: database.close };
}

describe("OAI-PMH", () => {
  test("every verb's answer, and every error's, is valid by the official schemas", async () => {
    await using s = await stage();
    const id = `oai:nodos.example:${s.open.id}`;
    await noteOpenness({ db: s.db, now: at(9) }, s.shy.id);
    await s.db.updateTable("resources").set({ state: "archived" }).where("id", "=", s.shy.id).execute();
    const asked = [
      "verb=Identify",
      "verb=ListMetadataFormats",
      `verb=ListMetadataFormats&identifier=${id}`,
      "verb=ListSets",
      "verb=ListIdentifiers&metadataPrefix=oai_dc",
      "verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-01&until=2026-12-31",
      `verb=GetRecord&metadataPrefix=oai_dc&identifier=${id}`,
      "verb=Nope",
      "verb=GetRecord&metadataPrefix=oai_dc&identifier=%3Cscript%3E %22",
      "verb=ListRecords&resumptionToken=%22%3E!",
      "verb=ListRecords&metadataPrefix=lom",
      "verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01",
    ];
    const answers = await Promise.all(asked.map((query) => ask(s.db, query)));
    expect(await oaiComplaints(answers)).toEqual([]);
    // And they are not valid by chance.
    expect(await oaiComplaints([(answers[0] ?? "").replace("persistent", "perhaps")])).not.toEqual([]);
    expect(await oaiComplaints([(answers[5] ?? "").replaceAll("dc:title", "dc:name")])).not.toEqual([]);
  });

  test("a record says what Dublin Core has room for; names only of who agreed", async () => {
    await using s = await stage();
    const xml = await ask(s.db, "verb=ListRecords&metadataPrefix=oai_dc");
    for (const said of [
      "<dc:title>Tableros &amp; &lt;seguros&gt;</dc:title>",
      "<dc:creator>Ana Ríos</dc:creator>",
      "<dc:subject>solar</dc:subject>",
      "<dc:rights>https://creativecommons.org/licenses/by-sa/4.0/</dc:rights>",
      `<dc:identifier>https://nodos.example/recursos/${s.open.slug}</dc:identifier>`,
      "<setSpec>nodo:electricidad</setSpec>",
      "<dc:type>Documento</dc:type>",
    ]) {
      expect(xml).toContain(said);
    }
    expect(xml).not.toContain("Consintió");
    expect(ids(xml)).toEqual([s.open.id, s.shy.id]);
  });

  test("errors are those of the protocol", async () => {
    await using s = await stage();
    const codes: Record<string, string | undefined> = {
      "": "badVerb",
      "verb=Identify&verb=Identify": "badVerb",
      "verb=toString": "badVerb",
      "verb=Identify&x=1": "badArgument",
      "verb=ListRecords": "badArgument",
      "verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc": "badArgument",
      "verb=ListRecords&metadataPrefix=marc21": "cannotDisseminateFormat",
      "verb=ListRecords&metadataPrefix=oai_dc&from=2026-13-01": "badArgument",
      "verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30": "badArgument",
      "verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-01&until=2026-02-02T00:00:00Z": "badArgument",
      "verb=ListRecords&metadataPrefix=oai_dc&from=2026-03-01&until=2026-02-01": "badArgument",
      "verb=ListRecords&metadataPrefix=oai_dc&set=nodo:no-existe": "noRecordsMatch",
      "verb=ListRecords&metadataPrefix=oai_dc&set=nodo:orientacion": "noRecordsMatch",
      "verb=ListRecords&metadataPrefix=oai_dc&from=2030-01-01": "noRecordsMatch",
      "verb=ListRecords&resumptionToken=abc": "badResumptionToken",
      "verb=ListSets&resumptionToken=abc": "badResumptionToken",
      "verb=ListRecords&resumptionToken=abc&metadataPrefix=oai_dc": "badArgument",
      "verb=GetRecord&metadataPrefix=oai_dc": "badArgument",
      "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:nodos.example:x": "idDoesNotExist",
      [`verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:nodos.example:${s.hidden.id}`]: "idDoesNotExist",
      [`verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:other.example:${s.open.id}`]: "idDoesNotExist",
      [`verb=ListMetadataFormats&identifier=oai:nodos.example:${s.hidden.id}`]: "idDoesNotExist",
      [`verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:nodos.example:${s.open.id}`]: undefined,
    };
    for (const [query, code] of Object.entries(codes)) expect([query, codeOf(await ask(s.db, query))]).toEqual([query, code]);
  });

  test("dates take whole days and whole seconds", async () => {
    await using s = await stage();
    const between = async (from: string, until: string) => ids(await ask(s.db, `verb=ListIdentifiers&metadataPrefix=oai_dc&from=${from}&until=${until}`));
    expect(await between("2026-11-21", "2026-11-21")).toEqual([s.open.id, s.shy.id]);
    expect(await between("2026-11-21T12:00:01Z", "2026-11-21T12:00:01Z")).toEqual([s.shy.id]);
    await noteOpenness({ db: s.db, now: "2026-11-21T12:00:05.900Z" }, s.open.id);
    expect(await between("2026-11-21T12:00:05Z", "2026-11-21T12:00:05Z")).toEqual([s.open.id]);
  });

  test("what is taken back is told as deleted, in the sets it had when it was public; what never was public is not told", async () => {
    await using s = await stage();
    await s.db.updateTable("resources").set({ visibility: "members", title: "Ya no" }).where("id", "=", s.open.id).execute();
    await s.db.deleteFrom("resource_nodes").where("resource_id", "=", s.open.id).execute();
    await s.db.insertInto("resource_nodes").values({ resource_id: s.open.id, node_id: s.cast.ids.b }).execute();
    // Even before anybody has noted it.
    expect(await ask(s.db, `verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:nodos.example:${s.open.id}`)).toContain('status="deleted"');
    await noteOpenness({ db: s.db, now: at(20) }, s.open.id);
    const xml = await ask(s.db, `verb=ListRecords&metadataPrefix=oai_dc&from=${at(20).slice(0, 19)}Z`);
    expect(xml).toContain('<header status="deleted">');
    expect(xml).toContain("nodo:electricidad");
    expect(xml).not.toMatch(/Ya no|metadata>|nodo:orientacion/);
    await s.db.updateTable("resources").set({ visibility: "public" }).where("id", "=", s.open.id).execute();
    await noteOpenness({ db: s.db, now: at(30) }, s.open.id);
    const back = await ask(s.db, `verb=ListRecords&metadataPrefix=oai_dc&from=${at(30).slice(0, 19)}Z`);
    expect(back).toContain("<dc:title>Ya no</dc:title>");
    expect(back).not.toContain("deleted");
    expect((await ask(s.db, "verb=ListIdentifiers&metadataPrefix=oai_dc")).includes(s.hidden.id)).toBe(false);
  });

  test("what was written past us is found and told", async () => {
    await using s = await stage();
    const { id } = await insertWork(s.db, { title: "De un respaldo" });
    await s.db.updateTable("resources").set({ state: "withdrawn" }).where("id", "=", s.open.id).execute();
    expect(await mendOpenness(s.cast.ctxOf(null))).toBe(false);
    expect(ids(await ask(s.db, "verb=ListIdentifiers&metadataPrefix=oai_dc"))).toContain(id);
    expect(await s.db.selectFrom("open_records").select("gone_at").where("resource_id", "=", s.open.id).executeTakeFirst()).toEqual({ gone_at: CAST_NOW });
  });

  test("a harvester that follows tokens gets every record although they change meanwhile", async () => {
    await using s = await stage();
    // Several in the same instant.
    const expected = new Set([s.open.id, s.shy.id, ...(await insertOpenWorks(s.db, 250, (n) => at(100 + Math.floor(n / 7))))]);
    const answers: string[] = [];
    const got = new Set<string>();
    let xml = await ask(s.db, "verb=ListRecords&metadataPrefix=oai_dc");
    expect(xml).toContain(`completeListSize="252" cursor="0"`);
    for (let turn = 0; ; turn += 1) {
      answers.push(xml);
      const page = ids(xml);
      expect(page.length).toBeLessThanOrEqual(OAI_PAGE);
      for (const id of page) got.add(id);
      const token = tokenOf(xml);
      if (!token) break;
      // One told already and one not yet told change; one that comes is taken back; a new one comes.
      for (const id of [page[0] ?? "", [...expected].filter((each) => !got.has(each))[0] ?? ""]) await noteOpenness({ db: s.db, now: at(1000 + turn) }, id);
      xml = await ask(s.db, `verb=ListRecords&resumptionToken=${encodeURIComponent(token)}`);
      expect(turn).toBeLessThan(6);
    }
    expect([...expected].filter((id) => !got.has(id))).toEqual([]);
    expect(answers.length).toBe(3);
    expect(xml).toMatch(/<resumptionToken [^>]*><\/resumptionToken>/);
    expect(await oaiComplaints(answers)).toEqual([]);
  });
});
