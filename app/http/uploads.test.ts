import { expect, test } from "vitest";
import { attachmentsOf } from "#app/domain/files/attachments.server.ts";
import { pdfBytes, pdfOf } from "#app/storage/storage.testing.ts";
import { takeFlash } from "./flash.server.ts";
import type { RawAnswer } from "./front.testing.ts";
import { ownPath } from "./upload-form.server.ts";
import { uploadSlots } from "./upload-slots.ts";
import { filesFront, multipart } from "./uploads.testing.ts";

const flashIn = (answer: RawAnswer) => takeFlash(new Request("http://x/", { headers: { Cookie: String(answer.headers["set-cookie"]).split(";")[0] ?? "" } })).flash;
const until = async (is: () => Promise<boolean> | boolean) => {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 5));
};

test("a form brings several files, and says of each what became of it", async () => {
  await using house = await filesFront();
  const { id, slug } = await house.started();
  const { headers, body } = multipart(
    [
      { name: "guía.pdf", bytes: pdfBytes("guía") },
      { name: "../../plano.exe", bytes: pdfBytes("plano") },
      { name: "foto.jpg", bytes: Buffer.from("<svg onload=alert(1)>") },
      { name: "", bytes: Buffer.alloc(0) },
    ],
    { volver: `/recursos/${slug}/archivos#archivos` },
  );
  const cookie = await house.cookie(house.people.teacher);
  const answer = await house.ask(`/subidas/resource/${id}`, { method: "POST", headers: { ...headers, cookie }, body });
  expect(answer.status).toBe(303);
  expect(answer.headers.location).toBe(`/recursos/${slug}/archivos#archivos`);
  const flash = flashIn(answer);
  expect(flash?.kind).toBe("warn");
  expect(flash?.text).toContain("Agregamos 2 archivos. No agregamos: «foto.jpg» es una página web");
  expect((await attachmentsOf(house.db, "resource", [id])).map((file) => file.name)).toEqual(["guía.pdf", "plano.pdf"]);
  expect(house.files.left()).toHaveLength(2);

  const empty = await house.ask(`/subidas/resource/${id}`, { method: "POST", ...multipart([]), headers: { ...headers, cookie } });
  expect([empty.headers.location, flashIn(empty)?.text]).toEqual([`/recursos/${slug}/archivos`, "Elige al menos un archivo."]);
});

test("who may not is told so before a byte is read", async () => {
  await using house = await filesFront();
  const { id } = await house.started();
  const shared = await house.published();
  const form = multipart([{ name: "x.pdf", bytes: pdfBytes() }]);
  const post = async (path: string, headers: Record<string, string | number>, actor = house.people.teacher) =>
    (await house.ask(path, { method: "POST", stall: true, headers: { ...form.headers, cookie: await house.cookie(actor), ...headers } })).status;
  expect(await post(`/subidas/resource/${id}`, { cookie: "", "content-length": 1000 })).toBe(303);
  expect(await post(`/subidas/resource/${id}`, { "content-length": 1000 }, house.people.ally)).toBe(404);
  expect(await post(`/subidas/resource/${shared.id}`, { "content-length": 1000 }, house.people.ally)).toBe(403);
  expect(await post(`/subidas/resource/${id}`, { "content-length": 5 * 1024 ** 3 })).toBe(413);
  expect(await post(`/subidas/otra/${id}`, { "content-length": 1000 })).toBe(404);
  expect(await post(`/subidas/resource/${id}`, { "content-type": "text/plain", "content-length": 1000 })).toBe(415);
  expect(house.files.left()).toEqual([]);
});

test("an upload that breaks off goes on from what arrived, and finishing it twice is one file", async () => {
  await using house = await filesFront();
  const { id } = await house.started();
  const cookie = await house.cookie(house.people.teacher);
  const bytes = pdfOf(300_000);
  const begun = await house.ask(`/subidas/resource/${id}`, {
    method: "POST",
    headers: { cookie, "content-type": "application/json" },
    body: JSON.stringify({ name: "grande.pdf", size: bytes.length }),
  });
  expect(begun.status).toBe(201);
  const upload = JSON.parse(begun.text) as { id: string; received: number; chunk: number };
  expect(upload).toMatchObject({ received: 0, chunk: 1_048_576 });
  const at = `/subidas/parte/${upload.id}`;
  const state = async () => JSON.parse((await house.ask(at, { headers: { cookie } })).text) as { received: number; attachment?: string };
  const send = (from: number, more: object = {}) =>
    house.ask(`${at}?desde=${from}`, { method: "POST", headers: { cookie, "content-type": "application/octet-stream" }, body: bytes.subarray(from), ...more });

  await expect(send(0, { breakAfter: 100_000 })).rejects.toThrow();
  await until(async () => (await state()).received === 100_000);
  expect(JSON.parse((await send(5)).text)).toEqual({ received: 100_000 });
  // The line is dead, but nobody told us: whoever comes back goes on.
  const stalled = send(100_000, { body: bytes.subarray(100_000, 150_000), stall: true, headers: { cookie, "content-length": 200_000 } }).catch(() => null);
  await until(async () => (await state()).received === 150_000);
  const last = await send(150_000);
  await stalled;
  const { attachment } = JSON.parse(last.text) as { attachment: string };
  expect(JSON.parse((await send(150_000)).text)).toEqual({ attachment });
  expect(await state()).toEqual({ received: bytes.length, size: bytes.length, attachment });
  expect(await attachmentsOf(house.db, "resource", [id])).toMatchObject([{ id: attachment, name: "grande.pdf", size: 300_000 }]);
  expect(house.files.left()).toHaveLength(1);

  const other = await house.cookie(house.people.coordinatorA);
  expect((await house.ask(at, { headers: { cookie: other } })).status).toBe(404);
  expect((await house.ask(at)).status).toBe(401);
});

test("what is not what it was said to be is refused, and nothing of it stays", async () => {
  await using house = await filesFront();
  const { id } = await house.started();
  const cookie = await house.cookie(house.people.teacher);
  const begin = async (name: string, size: number) => {
    const answer = await house.ask(`/subidas/resource/${id}`, { method: "POST", headers: { cookie, "content-type": "application/json" }, body: JSON.stringify({ name, size }) });
    return { status: answer.status, ...(JSON.parse(answer.text) as { id: string; message: string }) };
  };
  expect(await begin("x.pdf", 51 * 1024 * 1024)).toMatchObject({ status: 413, message: expect.stringContaining("50 MB") as string });
  expect(await begin("x.mp4", 501 * 1024 * 1024)).toMatchObject({ status: 413 });
  expect((await begin("x.mp4", 400 * 1024 * 1024)).status).toBe(201);
  expect(await begin("x.pdf", -1)).toMatchObject({ status: 400 });
  const upload = await begin("x.pdf", 6);
  const part = (path: string, body: string) => house.ask(path, { method: "POST", headers: { cookie }, body });
  expect((await part(`/subidas/parte/${upload.id}?desde=0`, "<html><body>")).status).toBe(413);
  const refused = await part(`/subidas/parte/${upload.id}?desde=0`, "<html>");
  expect(refused.status).toBe(422);
  expect(JSON.parse(refused.text)).toMatchObject({ refused: "active", message: expect.stringContaining("página web") as string });
  expect((await part(`/subidas/parte/${upload.id}?desde=0`, "<html>")).status).toBe(422);
  expect(house.files.left()).toEqual([]);
});

test("a form that breaks off, lies about its length or comes too slowly leaves nothing", async () => {
  await using house = await filesFront({ pace: { windowMs: 60, bytes: 1000 } });
  const { id } = await house.started();
  const cookie = await house.cookie(house.people.teacher);
  const { headers, body } = multipart([{ name: "x.pdf", bytes: pdfOf(100_000) }]);
  const post = (more: object) => house.ask(`/subidas/resource/${id}`, { method: "POST", headers: { ...headers, cookie }, body, ...more });
  await expect(post({ breakAfter: 50_000 })).rejects.toThrow();
  expect((await post({ headers: { ...headers, cookie, "content-length": 50_000 } }).catch(() => ({ status: 400 }))).status).toBe(400);
  await expect(post({ stall: true, headers: { ...headers, cookie, "content-length": body.length + 50 } })).rejects.toThrow();
  await until(() => house.files.left().length === 0);
  expect(await attachmentsOf(house.db, "resource", [id])).toEqual([]);
});

test("so many uploads at once a person and a process", async () => {
  const slots = uploadSlots({ perPerson: 2, perProcess: 3 });
  const give = slots.take("a");
  slots.take("a");
  expect(slots.take("a")).toBe("person");
  slots.take("b");
  expect(slots.take("c")).toBe("process");
  if (typeof give === "function") give();
  expect(typeof slots.take("a")).toBe("function");

  await using house = await filesFront({ slots: uploadSlots({ perPerson: 0 }) });
  const { id } = await house.started();
  const { headers, body } = multipart([{ name: "x.pdf", bytes: pdfBytes() }]);
  const answer = await house.ask(`/subidas/resource/${id}`, { method: "POST", headers: { ...headers, cookie: await house.cookie(house.people.teacher) }, body });
  expect([answer.status, answer.headers["retry-after"]]).toEqual([429, "20"]);
});

test("one goes back to a page of this site and to no other", () => {
  const back = (typed: string | null) => ownPath(typed, "https://nodos.example");
  expect(back("/recursos/x?a=1#b")).toBe("/recursos/x?a=1#b");
  for (const typed of [null, "", "//malo.example", "/\\malo.example", "/\t/malo.example", "https://malo.example", "recursos"]) expect(back(typed), String(typed)).toBe(null);
});
