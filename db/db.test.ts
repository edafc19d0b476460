import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { isPostgres, like, probeWrite } from "./dialect.server.ts";
import { countingQueries } from "./query-count.ts";
import { bumpRevision, publicRevision } from "./revision.ts";
import { searchPattern, searchText } from "./search-text.ts";
import { testDb } from "./testing.ts";

describe("the database", () => {
  test("holds the 16 regions from north to south and all 346 comunas", async () => {
    await using t = await testDb();
    const regions = await t.db.selectFrom("regions").select(["short_name", "lat"]).orderBy("position").execute();
    expect(regions).toHaveLength(16);
    expect(regions[0]?.short_name).toBe("Arica y Parinacota");
    expect(regions.map((r) => r.lat)).toEqual([...regions.map((r) => r.lat)].sort((a, b) => b - a));
    const { count } = await t.db
      .selectFrom("comunas")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    expect(count).toBe(346);
  });

  test("refuses a row whose foreign key is nowhere", async () => {
    await using t = await testDb();
    const orphan = t.db
      .insertInto("comunas")
      .values({ code: "99999", name: "X", province_code: "1", province: "X", region_code: "99", lat: null, lon: null, search_text: "x" })
      .execute();
    await expect(orphan).rejects.toThrow();
  });

  test("finds names without accents and takes % literally", async () => {
    await using t = await testDb();
    const find = (query: string) =>
      t.db
        .selectFrom("comunas")
        .select("name")
        .where((eb) => like(eb, "search_text", searchPattern(query)))
        .execute();
    expect((await find("ÑUÑOA")).map((c) => c.name)).toEqual(["Ñuñoa"]);
    expect((await find("vina del mar")).map((c) => c.name)).toEqual(["Viña del Mar"]);
    expect(await find("%")).toEqual([]);
    expect(searchText(" Liceo  José ", null, "Ñuble")).toBe("liceo jose nuble");
  });

  test("counts the queries of the work it is given, and of nothing else", async () => {
    await using t = await testDb();
    await probeWrite(t.db);
    const { queries } = await countingQueries(async () => {
      await publicRevision(t.db);
      await bumpRevision(t.db, "public");
    });
    expect(queries).toBe(2);
    expect(await publicRevision(t.db)).toBe(1);
  });

  test("knows which database it speaks to", async () => {
    await using t = await testDb();
    expect(isPostgres(t.db)).toBe(process.env.TEST_DB === "postgres");
    await t.db.transaction().execute(async (tx) => {
      expect(isPostgres(tx)).toBe(process.env.TEST_DB === "postgres");
      await sql`SELECT 1`.execute(tx);
    });
  });
});
