/** A front with files: a stage of the repository, a store of its own, sessions, and raw requests with bodies. */
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import type { Actor } from "#app/domain/context.ts";
import { startSession } from "#app/domain/identity/sessions.server.ts";
import { type RepositoryStage, repositoryStage } from "#app/domain/resources/resources.testing.ts";
import { type TestFiles, testFiles } from "#app/storage/storage.testing.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { fileRouter } from "./files.server.ts";
import { front, type RawAnswer, testApp } from "./front.testing.ts";
import { sessionCookie } from "./session-cookie.server.ts";
import type { Pace } from "./upload-pace.server.ts";
import type { Slots } from "./upload-slots.ts";
import { uploadRouter } from "./uploads.server.ts";

export interface Ask {
  method?: string;
  headers?: Record<string, string | number>;
  body?: Uint8Array | string;
  /** Sends only so many bytes, then breaks off. */
  breakAfter?: number;
  /** Sends the body, and then nothing more, without ending. */
  stall?: boolean;
}

export async function filesFront(options: { pace?: Pace; slots?: Slots } = {}) {
  const database = await testDb();
  const files: TestFiles = testFiles();
  const stage: RepositoryStage = await repositoryStage(database.db);
  const deployment = { ...TEST_DEPLOYMENT, storageUrl: files.storageUrl };
  const app = testApp(database);
  const told = { ...app, env: { ...app.env, deployment } };
  const now = () => CAST_NOW;
  const served = await front((server) => {
    server.use(uploadRouter(told, { now, ...options }));
    server.use(fileRouter(told, { now }));
  });
  const cookie = async (actor: Actor) => {
    const session = await startSession(stage.ctxOf(actor), actor.id, "test");
    return sessionCookie(deployment, session.id, session.until).split(";")[0] ?? "";
  };
  const ask = (path: string, what: Ask = {}) => askRaw(served.port, path, what);
  const dispose = async () => {
    await served.close();
    await database.close();
    files[Symbol.dispose]();
  };
  return { ...stage, db: database.db, files, front: served, cookie, ask, deployment, [Symbol.asyncDispose]: dispose };
}

export function askRaw(port: number, path: string, { method = "GET", headers = {}, body = "", breakAfter, stall = false }: Ask): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(body as string);
    const length = method === "POST" ? { "content-length": bytes.length } : {};
    const request = httpRequest({ host: "127.0.0.1", port, method, path, agent: false, headers: { ...length, ...headers } }, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("end", () => {
        const all = Buffer.concat(pieces);
        resolve({ status: response.statusCode ?? 0, headers: response.headers as IncomingHttpHeaders, bytes: all, text: all.toString("utf8") });
        request.destroy();
      });
      response.on("error", reject);
    });
    request.on("error", reject);
    if (breakAfter !== undefined) request.write(bytes.subarray(0, breakAfter), () => setTimeout(() => request.destroy(), 30));
    else if (stall) request.write(bytes);
    else request.end(bytes);
  });
}

export interface FormFile {
  name: string;
  bytes: Uint8Array;
}

/** As browsers write it. */
export function multipart(files: readonly FormFile[], fields: Record<string, string> = {}): { headers: Record<string, string>; body: Buffer } {
  const boundary = "----frontera7MA4YWxk";
  const parts = Object.entries(fields).map(([name, value]) => Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
  for (const file of files) {
    parts.push(Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="archivos"; filename="${file.name}"\r\nContent-Type: application/octet-stream\r\n\r\n`));
    parts.push(Buffer.from(file.bytes), Buffer.from("\r\n"));
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  return { headers: { "content-type": `multipart/form-data; boundary=${boundary}` }, body: Buffer.concat(parts) };
}
