import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { readLink } from "#app/domain/identity/mailed-links.server.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { CAST_NOW, castOf, ctxOf } from "#db/testing-cast.ts";
import { migratedPlace, PATIENCE, place, reason } from "./hub.testing.ts";

vi.setConfig({ testTimeout: PATIENCE });

const VERBS = ["migrate", "import establishments", "import people", "backup", "restore", "user create", "mail queue", "check"];

describe("what is typed", () => {
  test("every verb has help, which needs no database", async () => {
    await using p = await place();
    const all = await Promise.all(VERBS.map((verb) => p.hubWith({ DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" }, ...verb.split(" "), "--help")));
    for (const [index, said] of all.entries()) expect([said.code, said.out.split("\n")[0]], VERBS[index]).toEqual([0, expect.stringContaining(`npm run hub -- ${VERBS[index]}`)]);
    const { out } = await p.hub("--help");
    for (const verb of VERBS) expect(out).toContain(`\n  ${verb} `);
  });

  test("what nobody understands is said in one line, with exit code 2", async () => {
    await using p = await place();
    const attempts = [
      ["dance"],
      ["import"],
      ["import", "people"],
      ["migrate", "now"],
      ["check", "--force"],
      ["user", "create", "--name", "Ana"],
      ["user", "create", "--email", "a@b.cl, c@d.cl", "--name", "Ana"],
    ];
    for (const said of await Promise.all(attempts.map((args) => p.hub(...args)))) {
      expect(said).toMatchObject({ code: 2, out: "" });
      expect(said.err.trim().split("\n")).toHaveLength(1);
    }
    expect(await p.hub()).toMatchObject({ code: 2, out: "" });
  });

  test("a bad environment stops it with the variable's name", async () => {
    await using p = await place();
    const said = await p.hubWith({ DATABASE_URL: "mysql://x" }, "check");
    expect([said.code, reason(said)]).toEqual([1, expect.stringContaining("DATABASE_URL: must begin with")]);
    const silent = await p.hubWith({ DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" }, "migrate");
    expect([silent.code, reason(silent)]).toEqual([1, "nodos: the database server does not answer (DATABASE_URL): connection refused"]);
  });
});

describe("migrate and check", () => {
  test("a new database is made once, and is in order", async () => {
    await using p = await place();
    expect((await p.hub("migrate")).out).toMatch(/migrations? applied/);
    expect((await p.hub("migrate")).out).toContain("nothing to do");
    const said = await p.hub("check");
    expect(said).toMatchObject({ code: 0, out: expect.stringContaining("16 regions and 346 comunas are there") });
    expect(said.out).not.toContain("WRONG");
  });

  test("check finds what is out of order, names it, and fails", async () => {
    await using p = await migratedPlace();
    const eventId = await p.open(async ({ db }) => {
      const cast = await castOf(db);
      const id = await insertMeeting(db, { seats_taken: 1, capacity: 2 });
      await insertInvitations(db, id, 3);
      await db.insertInto("event_nodes").values({ event_id: id, node_id: cast.ids.a, starts_at: "2027-01-01T00:00:00.000Z" }).execute();
      await db.updateTable("memberships").set({ left_at: CAST_NOW }).where("person_id", "=", cast.ids.teacher).execute();
      await db
        .insertInto("outbox")
        .values({ ...mail("queued"), raw: null })
        .execute();
      return id;
    });
    const said = await p.hub("check", "--json");
    const { ok, findings } = JSON.parse(said.out) as { ok: boolean; findings: { is: string; says: string; rows?: string[] }[] };
    expect([said.code, ok]).toEqual([1, false]);
    expect(findings.filter((each) => each.is === "wrong")).toEqual([
      { is: "wrong", says: "meetings whose seats are not counted right: 1", rows: [`${eventId} «Reunión»: counts 1, 3 are held`] },
      { is: "wrong", says: "meetings with more seats taken than they have: 1", rows: [`${eventId} «Reunión»: 3 of 2`] },
      { is: "wrong", says: "meetings that a node lists at another time: 1", rows: [expect.stringContaining("2027-01-01")] },
      { is: "wrong", says: "memberships that are open and ended, or neither: 1", rows: [expect.any(String)] },
      { is: "wrong", says: "mails that wait to be sent and have lost their bytes: 1", rows: [expect.stringContaining("ana@liceo.cl")] },
    ]);
    const read = await p.hub("check");
    expect(read).toMatchObject({ code: 1, out: expect.stringContaining("5 things wrong.") });
  });
});

describe("import", () => {
  const schools = "nombre;comuna;rbd\nLiceo A;Calama;12-3\nLiceo B;Atlantis;\nLiceo C;Ñuñoa;\n";

  test("a dry run says what would be done and writes nothing; --apply does it; again there is nothing to do", async () => {
    await using p = await migratedPlace();
    p.write("schools.csv", schools);
    const before = await p.open(tables);
    const dry = await p.hub("import", "establishments", "schools.csv");
    expect(dry).toMatchObject({ code: 0, out: expect.stringContaining("2  to create") });
    expect(dry.out).toContain('line 3: Liceo B: there is no comuna "Atlantis"');
    expect(await p.open(tables)).toEqual(before);
    expect((await p.hub("import", "establishments", "schools.csv", "--apply")).out).toContain("Written: 2 lines.");
    const again = await p.hub("import", "establishments", "schools.csv", "--apply", "--json");
    expect(JSON.parse(again.out)).toMatchObject({ written: false, counts: { create: 0, change: 0, same: 2, refuse: 1 } });
    p.write("people.csv", "correo,nombre,liceo\nana@liceo.cl,Ana Díaz,12-3\n");
    expect(await p.hub("import", "people", "people.csv", "--apply")).toMatchObject({ code: 0, out: expect.stringContaining("1  created") });
    const after = await p.open(({ db }) =>
      db.selectFrom("people").innerJoin("establishments", "establishments.id", "people.establishment_id").select(["people.email", "establishments.name"]).execute(),
    );
    expect(after).toEqual([{ email: "ana@liceo.cl", name: "Liceo A" }]);
  });

  test("--strict writes nothing where one line has a problem", async () => {
    await using p = await migratedPlace();
    p.write("schools.csv", schools);
    expect(await p.hub("import", "establishments", "schools.csv", "--apply", "--strict")).toMatchObject({ code: 1, out: expect.stringContaining("Nothing was written") });
    expect((await p.open(tables)).establishments).toBe(0);
  });

  test("a file that is none, or no CSV, is refused in one line", async () => {
    await using p = await migratedPlace();
    p.write("empty.csv", "");
    p.write("other.csv", "a;b\n1;2\n");
    p.write("image.csv", "PK\u0003\u0004\0\0");
    const refused = async (file: string) => {
      const said = await p.hub("import", "people", file);
      return [said.code, said.out, reason(said)];
    };
    expect(await refused("none.csv")).toEqual([1, "", "nodos: there is no file none.csv"]);
    expect(await refused("empty.csv")).toEqual([1, "", "nodos: the file is empty"]);
    expect(await refused("other.csv")).toEqual([1, "", 'nodos: there is no column "correo": look at the names in the first line']);
    expect(await refused("image.csv")).toEqual([1, "", "nodos: this is no CSV file: save it as CSV (UTF-8) and try again"]);
  });
});

describe("user create", () => {
  test("prints a link that works, once, for a day; the first person must be an administrator", async () => {
    await using p = await migratedPlace();
    expect(await p.hub("user", "create", "--email", "ana@liceo.cl", "--name", "Ana Díaz")).toMatchObject({ code: 1, out: "" });
    const made = await p.hub("user", "create", "--email", "Ana@Liceo.cl", "--name", "Ana Díaz", "--admin");
    const token = /^https:\/\/nodos\.example\/clave\/([\w-]{43})\n$/.exec(made.out)?.[1] ?? "";
    expect(made.code).toBe(0);
    const person = await p.open(({ db }) => db.selectFrom("people").selectAll().executeTakeFirstOrThrow());
    expect(person).toMatchObject({ email: "ana@liceo.cl", name: "Ana Díaz", admin_since: expect.any(String), password_hash: null });
    const state = (at: number) => p.open(({ db }) => readLink(ctxOf(null, db, { now: new Date(Date.now() + at * 3_600_000).toISOString() }), "reset", token));
    expect(await state(23)).toMatchObject({ state: "usable", personId: person.id });
    expect(await state(25)).toMatchObject({ state: "expired" });

    const twice = await p.hub("user", "create", "--email", "ana@liceo.cl", "--name", "Otra");
    expect([twice.code, reason(twice)]).toEqual([1, "nodos: ana@liceo.cl has an account already. For a new link:  --again"]);
    const again = await p.hub("user", "create", "--email", "ana@liceo.cl", "--again", "--json");
    expect(JSON.parse(again.out)).toEqual({ email: "ana@liceo.cl", link: expect.stringMatching(/^https:\/\/nodos\.example\/clave\//) });
    expect(await state(0)).toMatchObject({ state: "expired" });
    expect(await p.hub("user", "create", "--email", "nobody@liceo.cl", "--again")).toMatchObject({ code: 1, out: "" });
  });
});

describe("mail queue", () => {
  test("counts by state, says since when the oldest waits, lists what failed", async () => {
    await using p = await migratedPlace();
    await p.open(({ db }) =>
      db
        .insertInto("outbox")
        .values([mail("queued"), mail("queued", { created_at: "2026-01-01T00:00:00.000Z" }), mail("sent"), mail("failed", { last_error: "550 no such mailbox", attempts: 1 })])
        .execute(),
    );
    const { out } = await p.hub("mail", "queue", "--json");
    expect(JSON.parse(out)).toEqual({ states: { queued: 2, sending: 0, sent: 1, failed: 1, caught: 0 }, oldest_unsent: "2026-01-01T00:00:00.000Z" });
    const read = await p.hub("mail", "queue", "--failed");
    expect(read.code).toBe(0);
    expect(read.out).toContain("ana@liceo.cl  Asunto\n  550 no such mailbox (1 attempt)");
    expect(read.out).toMatch(/The oldest unsent mail has waited for \d+ days/);
  });
});

// A PostgreSQL server may be elsewhere, without its client programs here.
const noPrograms = process.env.TEST_DB === "postgres" && spawnSync("pg_dump", ["--version"]).error !== undefined;

describe.skipIf(noPrograms)("backup and restore", () => {
  test("everything comes back, the secret too; nothing is overwritten by accident", async () => {
    await using p = await migratedPlace({ person: true });
    p.write("data/secret", "what signs the links");
    const made = await p.hub("backup", "b.tar.gz");
    expect([made.code, made.out]).toEqual([0, expect.stringContaining("people 1")]);
    expect(statSync(join(p.folder, "b.tar.gz")).mode & 0o777).toBe(0o600);
    const twice = await p.hub("backup", "b.tar.gz");
    expect([twice.code, reason(twice)]).toEqual([1, "nodos: b.tar.gz is there already: choose another name, or replace it with --force"]);
    expect((await p.hub("backup", "b.tar.gz", "--force", "--json")).code).toBe(0);
    expect(existsSync(join(p.folder, "b.tar.gz.copy"))).toBe(false);

    await p.open(({ db }) => db.updateTable("people").set({ name: "Cambiada" }).execute());
    p.write("data/secret", "another");
    const full = await p.hub("restore", "b.tar.gz");
    expect([full.code, reason(full)]).toEqual([1, expect.stringMatching(/holds a network already: replace it with --force$/)]);
    expect(await p.hub("restore", "b.tar.gz", "--force")).toMatchObject({ code: 0, out: expect.stringContaining("people 1") });
    expect(await p.open(({ db }) => db.selectFrom("people").select("name").execute())).toEqual([{ name: "Ana Díaz" }]);
    expect(readFileSync(join(p.folder, "data/secret"), "utf8")).toBe("what signs the links");
    expect((await p.hub("check")).code).toBe(0);
  });

  test("an empty database takes a backup without being asked twice", async () => {
    await using p = await migratedPlace({ person: true });
    await p.hub("backup", "b.tar.gz");
    const DATABASE_URL = await p.another();
    expect((await p.hubWith({ DATABASE_URL }, "migrate")).code).toBe(0);
    expect(await p.hubWith({ DATABASE_URL }, "restore", "b.tar.gz")).toMatchObject({ code: 0, out: expect.stringContaining("people 1") });
    expect((await p.hubWith({ DATABASE_URL }, "check")).code).toBe(0);
  });

  test("what is broken, or no backup, changes nothing", async () => {
    await using p = await migratedPlace({ person: true });
    await p.hub("backup", "b.tar.gz");
    const whole = readFileSync(join(p.folder, "b.tar.gz"));
    p.write("cut.tar.gz", whole.subarray(0, whole.length - 2_000));
    const flipped = Buffer.from(whole);
    flipped[Math.floor(whole.length / 2)] = (flipped[Math.floor(whole.length / 2)] ?? 0) ^ 0xff;
    p.write("flipped.tar.gz", flipped);
    p.write("words.tar.gz", "not a backup");
    const before = await p.open(tables);
    for (const file of ["cut.tar.gz", "flipped.tar.gz", "words.tar.gz", "none.tar.gz", "."]) {
      const said = await p.hub("restore", file, "--force");
      expect([said.code, said.out], file).toEqual([1, ""]);
      expect(reason(said), file).toMatch(/^nodos: \S.{10,150}$/);
    }
    expect(await p.open(tables)).toEqual(before);
    expect((await p.hub("check")).code).toBe(0);
  });
});

async function tables({ db }: { db: Db }): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of ["people", "establishments", "imports", "mailed_links", "revisions"] as const) {
    counts[table] = (
      await db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as("n"))
        .executeTakeFirstOrThrow()
    ).n;
  }
  return counts;
}

function mail(status: string, more: Partial<{ created_at: string; last_error: string; attempts: number }> = {}) {
  const base = {
    id: newId(),
    message_id: newId(),
    kind: "account",
    to_email: "ana@liceo.cl",
    to_name: "Ana",
    subject: "Asunto",
    raw: "From: x",
    status,
    attempts: 0,
    last_error: null,
  };
  return { ...base, next_attempt_at: CAST_NOW, created_at: CAST_NOW, ...more };
}

async function insertMeeting(db: Db, more: { seats_taken: number; capacity: number }): Promise<string> {
  const id = newId();
  const when = {
    zone: "America/Santiago",
    starts_local: "2026-12-05T10:00",
    ends_local: "2026-12-05T11:00",
    starts_at: "2026-12-05T13:00:00.000Z",
    ends_at: "2026-12-05T14:00:00.000Z",
  };
  const text = { title: "Reunión", kind: "session", status: "published", visibility: "public", description_md: "", description_html: "", search_text: "reunion" };
  await db
    .insertInto("events")
    .values({ id, ...text, ...when, ...more, calendar_at: CAST_NOW, created_at: CAST_NOW, updated_at: CAST_NOW })
    .execute();
  return id;
}

async function insertInvitations(db: Db, event_id: string, held: number): Promise<void> {
  const rows = Array.from({ length: held }, (_, n) => ({
    id: newId(),
    event_id,
    email: `p${n}@liceo.cl`,
    name: "P",
    answer: "yes",
    seat: "held",
    seat_at: CAST_NOW,
    invited_at: CAST_NOW,
  }));
  await db.insertInto("invitations").values(rows).execute();
}
