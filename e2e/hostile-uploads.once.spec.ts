/**
 * What somebody with an account may try with files, against a server process of its own: refused or harmless, memory and the others' pages unaffected,
 * nothing left on the disk.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { openMigrated } from "#app/config/open-database.server.ts";
import { attachmentsOf } from "#app/domain/files/attachments.repo.server.ts";
import { startSession } from "#app/domain/identity/sessions.server.ts";
import { type RepositoryStage, repositoryStage } from "#app/domain/resources/resources.testing.ts";
import { askRaw, multipart } from "#app/http/uploads.testing.ts";
import { filesIn, pdfBytes, zipOf } from "#app/storage/storage.testing.ts";
import type { Database } from "#db/create.ts";
import { saidReady } from "./fixtures.ts";

const GROWS_AT_MOST = 200 * 1024;
const MEGABYTE = 1024 * 1024;

interface House {
  folder: string;
  database: Database;
  stage: RepositoryStage;
  child: ChildProcess;
  url: string;
  port: number;
  cookie: string;
  resource: string;
}

/** What the kernel says the process holds, in KB. */
const residentKB = (child: ChildProcess): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]);

async function open(): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), "nodos-hostile-"));
  const database = await openMigrated(`sqlite:${folder}/nodos.db`);
  const stage = await repositoryStage(database.db);
  const { teacher } = stage.people;
  const { id: resource } = await stage.started();
  const session = await startSession(stage.ctxOf(teacher, new Date().toISOString()), teacher.id, "test");
  const child = spawn(process.execPath, ["e2e/serve-shared.ts", `sqlite:${folder}/nodos.db`, "0"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, LOG_LEVEL: "error", NODE_ENV: "production" },
  });
  const url = await saidReady(child);
  return { folder, database, stage, child, url, port: Number(new URL(url).port), cookie: `nodos=${session.id}`, resource };
}

/** A PNG of one bit a pixel that unpacks to as many as it says. */
function hugePng(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length, 0);
    head.write(type, 4, "latin1");
    return Buffer.concat([head, data, Buffer.alloc(4)]); // nobody looks at the sum
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc((side / 8 + 1) * side), { level: 1 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const REFUSED: [string, () => Buffer][] = [
  ["plan.pdf", () => Buffer.from("<!doctype html><script>alert(1)</script>")],
  ["foto.jpg", () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ["notas.pdf", () => Buffer.from('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')],
  ["../../app/server.js", () => Buffer.from("process.exit(1)")],
  ["42.zip", () => zipOf(["a.zip", "b.zip", "c.zip"], { unpacked: 0xf0000000 })],
  ["muchos.zip", () => zipOf(Array.from({ length: 50_000 }, (_, index) => String(index)))],
  ["enorme.png", () => hugePng(20_000)],
];

/** Writes a head and then bytes for as long as the other side takes them; says how many it took and what it answered. */
function pour(port: number, head: string, { most = 5 * 1024 ** 3, stopAfter = Infinity }: { most?: number; stopAfter?: number } = {}): Promise<{ sent: number; answer: string }> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const piece = Buffer.alloc(MEGABYTE, 0x61);
    let sent = 0;
    let answer = "";
    const more = () => {
      while (sent < most && !socket.destroyed) {
        if (sent >= stopAfter) return socket.destroy();
        sent += piece.length;
        if (!socket.write(piece)) return;
      }
    };
    socket.on("connect", () => {
      socket.write(head);
      more();
    });
    socket.on("drain", more);
    socket.on("data", (data: Buffer) => {
      answer += data.toString("latin1");
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve({ sent, answer }));
  });
}

/** Five gigabytes that are announced, that are not, and files that are too big or break off. */
async function floods(port: number, at: string, cookie: string): Promise<void> {
  const head = (length: string) => `POST ${at} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\nContent-Type: multipart/form-data; boundary=x\r\n${length}\r\n\r\n`;
  const file = '--x\r\nContent-Disposition: form-data; name="archivos"; filename="x.pdf"\r\n\r\n%PDF-1.4\n';
  const [announced, endless, tooMuch, brokenOff] = await Promise.all([
    pour(port, head(`Content-Length: ${5 * 1024 ** 3}`)),
    pour(port, head("Transfer-Encoding: chunked")),
    pour(port, `${head(`Content-Length: ${400 * MEGABYTE}`)}${file}`, { most: 400 * MEGABYTE }),
    pour(port, `${head(`Content-Length: ${400 * MEGABYTE}`)}${file}`, { stopAfter: 100 * MEGABYTE }),
  ]);
  expect(announced.answer).toContain("413");
  expect(endless.answer).toContain("411");
  expect(tooMuch.answer).toMatch(/HTTP\/1\.1 (303|400)/);
  expect(brokenOff.answer).toBe("");
}

test.describe.configure({ mode: "serial" });
let house: House;
test.beforeAll(async () => {
  house = await open();
});
test.afterAll(async () => {
  house.child.kill("SIGKILL");
  await house.database.close();
  rmSync(house.folder, { recursive: true, force: true });
});

test("hostile uploads are refused or harmless; memory, the disk and the others' pages are as before", async () => {
  const { port, cookie, resource, child, folder } = house;
  const at = `/subidas/resource/${resource}`;
  const post = (name: string, bytes: Buffer) => {
    const { headers, body } = multipart([{ name, bytes }]);
    return askRaw(port, at, { method: "POST", headers: { ...headers, cookie }, body });
  };
  // As it is when it has done each thing once.
  await post("guía.pdf", pdfBytes("guía"));
  for (let time = 0; time < 5; time += 1) await (await fetch(`${house.url}/nodos`)).text();
  const before = residentKB(child);
  let highest = before;
  let slowest = 0;
  let ended = false;
  const watch = (async () => {
    while (!ended) {
      const began = performance.now();
      const page = await fetch(`${house.url}/nodos`);
      await page.arrayBuffer();
      expect(page.status).toBe(200);
      slowest = Math.max(slowest, performance.now() - began);
      highest = Math.max(highest, residentKB(child));
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  })();

  for (const [name, bytes] of REFUSED) {
    const answer = await post(name, bytes());
    const flash = Buffer.from(/nodos_flash=([\w-]+)/.exec(String(answer.headers["set-cookie"]))?.[1] ?? "", "base64url").toString("utf8");
    expect([answer.status, flash], name).toEqual([303, expect.stringContaining("No agregamos")]);
  }
  // Big, but of a size that is taken: what looks inside of it is another process, and gives up.
  expect((await post("grande.png", hugePng(15_000))).status).toBe(303);

  await floods(port, at, cookie);
  // Says less than it sends: the rest is no request.
  const { headers, body } = multipart([{ name: "x.pdf", bytes: pdfBytes("corto") }]);
  const short = await askRaw(port, at, { method: "POST", headers: { ...headers, cookie, "content-length": 60 }, body }).catch(() => ({ status: 400 }));
  expect(short.status).toBe(400);

  ended = true;
  await watch;
  expect(highest - before).toBeLessThan(GROWS_AT_MOST);
  expect(slowest).toBeLessThan(3_000);
  const kept = await attachmentsOf(house.database.db, "resource", [resource]);
  expect(kept.map((one) => one.name)).toEqual(["guía.pdf", "grande.png"]);
  await expect.poll(() => filesIn(join(folder, "files")).filter((path) => path.startsWith(".incoming"))).toEqual([]);
  expect(filesIn(join(folder, "files")).filter((path) => /[0-9a-f]{64}$/.test(path))).toHaveLength(2);
  test.info().annotations.push({ type: "measured", description: `memory up by ${Math.round((highest - before) / 1024)} MB, slowest page ${Math.round(slowest)} ms` });
});
