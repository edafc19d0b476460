/** What only concerns an SQLite file: it is copied while others write, and it is not replaced under a running server. */
import { execFileSync, fork } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect, test, vi } from "vitest";
import { createDb } from "#db/create.ts";
import { migratedPlace, PATIENCE, place, reason } from "./hub.testing.ts";

vi.setConfig({ testTimeout: PATIENCE });

test("no verb but migrate and restore makes a database", async () => {
  await using p = await place();
  p.write("x.csv", "correo\n");
  for (const verb of [["check"], ["backup", "b.tar.gz"], ["mail", "queue"], ["import", "people", "x.csv"], ["user", "create", "--email", "a@b.cl", "--name", "Ana"]]) {
    const said = await p.hub(...verb);
    expect([said.code, reason(said)]).toEqual([1, expect.stringContaining("there is no database at data/nodos.db")]);
  }
  expect(readdirSync(p.folder)).toEqual(["x.csv"]);
});

test("a backup made while another process writes without pause is whole, and of one moment", async () => {
  await using p = await migratedPlace();
  const url = `sqlite:${join(p.folder, "data/nodos.db")}`;
  const writer = fork(fileURLToPath(new URL("hub-writer.testing.ts", import.meta.url)), [url]);
  const told = () => new Promise<unknown>((resolve) => writer.once("message", resolve));
  expect(await told()).toBe("writing");
  expect((await p.hub("backup", "b.tar.gz")).code).toBe(0);
  writer.send("end");
  const written = (await told()) as number;
  const DATABASE_URL = await p.another();
  expect((await p.hubWith({ DATABASE_URL }, "restore", "b.tar.gz")).code).toBe(0);
  expect((await p.hubWith({ DATABASE_URL }, "check")).code).toBe(0);
  const copy = createDb(DATABASE_URL.replace("sqlite:", `sqlite:${p.folder}/`));
  const keys = (await copy.db.selectFrom("settings").select("key").execute()).map(({ key }) => key);
  await copy.close();
  const pairs = keys.filter((key) => key.startsWith("a")).length;
  expect(keys).toHaveLength(pairs * 2);
  expect(pairs).toBeGreaterThanOrEqual(50);
  expect(pairs).toBeLessThanOrEqual(written);
});

test("a database in use is not replaced, not even with --force; a replaced one is kept beside", async () => {
  await using p = await migratedPlace({ person: true });
  await p.hub("backup", "b.tar.gz");
  await p.open(async ({ db }) => {
    await db.selectFrom("people").select("id").execute();
    const said = await p.hub("restore", "b.tar.gz", "--force");
    expect([said.code, reason(said)]).toEqual([1, "nodos: data/nodos.db is in use: stop the server first"]);
    await db.updateTable("people").set({ name: "Cambiada" }).execute();
  });
  expect((await p.hub("restore", "b.tar.gz", "--force")).code).toBe(0);
  const aside = readdirSync(join(p.folder, "data")).filter((name) => name.startsWith("nodos.db.before-restore-"));
  expect(aside).toHaveLength(1);
  const kept = createDb(`sqlite:${join(p.folder, "data", aside[0] ?? "")}`);
  expect(await kept.db.selectFrom("people").select("name").execute()).toEqual([{ name: "Cambiada" }]);
  await kept.close();
});

test("a file that is no database gives way to a backup only with --force; check says what it is", async () => {
  await using p = await migratedPlace();
  await p.hub("backup", "b.tar.gz");
  p.write("data/nodos.db", "this is no database, whatever its name says ".repeat(100));
  for (const args of [["check"], ["backup", "c.tar.gz"]]) {
    const said = await p.hub(...args);
    expect([said.code, reason(said)]).toEqual([1, "nodos: the database file is not an SQLite database, or is damaged"]);
  }
  expect(existsSync(join(p.folder, "c.tar.gz"))).toBe(false);
  const said = await p.hub("restore", "b.tar.gz");
  expect([said.code, reason(said)]).toEqual([1, "nodos: data/nodos.db is there and cannot be read: replace it with --force"]);
  expect((await p.hub("restore", "b.tar.gz", "--force")).code).toBe(0);
  expect((await p.hub("check")).code).toBe(0);
});

test("check finds references that lead nowhere, and no backup is made of them", async () => {
  await using p = await migratedPlace();
  await p.open(async ({ db }) => {
    const { sql } = await import("kysely");
    await sql`PRAGMA foreign_keys = OFF`.execute(db);
    await db.insertInto("event_nodes").values({ event_id: "gone", node_id: "gone", starts_at: "" }).execute();
  });
  expect(await p.hub("check")).toMatchObject({ code: 1, out: expect.stringContaining("event_nodes (row 1) → ") });
  expect((await p.hub("backup", "b.tar.gz")).code).toBe(1);
  expect(readdirSync(p.folder)).toEqual(["data"]);
});

test("a database that was changed inside the archive, or is of a newer version, is refused", async () => {
  await using p = await migratedPlace();
  await p.hub("backup", "b.tar.gz");
  const tar = gunzipSync(readFileSync(join(p.folder, "b.tar.gz")));
  const changed = Buffer.from(tar);
  changed.write("Comuna falsa", tar.indexOf("Antofagasta"));
  p.write("changed.tar.gz", gzipSync(changed));
  p.write("newer.tar.gz", gzipSync(Buffer.from(tar.toString("latin1").replace('"0001-house"', '"0999-later"'), "latin1")));
  const DATABASE_URL = await p.another();
  const refused = async (file: string) => reason(await p.hubWith({ DATABASE_URL }, "restore", file));
  expect(await refused("changed.tar.gz")).toBe("nodos: changed.tar.gz was not restored: nodos.db is not as it was packed: the backup is damaged");
  expect(await refused("newer.tar.gz")).toContain("its database is of a newer version of Nodos (0999-later)");
  expect(readdirSync(join(p.folder, "data"))).toEqual(["nodos.db"]);
});

test("any tar opens a backup", async () => {
  await using p = await migratedPlace();
  await p.hub("backup", "b.tar.gz");
  execFileSync("tar", ["xzf", "b.tar.gz"], { cwd: p.folder });
  expect(readdirSync(join(p.folder, "nodos-backup")).sort()).toEqual(["manifest.json", "nodos.db"]);
  const { database, rows } = JSON.parse(readFileSync(join(p.folder, "nodos-backup/manifest.json"), "utf8")) as { database: string; rows: object };
  expect([database, rows]).toEqual(["sqlite", { people: 0, establishments: 0, nodes: 0, events: 0, invitations: 0, outbox: 0, resources: 0, files: 0 }]);
});
