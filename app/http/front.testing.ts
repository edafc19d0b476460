/** The front of the house on a free port, with meetings put straight into the database; for tests of kept bytes. */
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { AppLoadContext } from "@remix-run/node";
import express from "express";
import type { Insertable } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { wallToInstant, type Zone } from "#app/i18n/zones.ts";
import type { Database, Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import type { EventsTable } from "#db/tables.ts";
import { CAST_NOW, TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import type { App } from "./app.server.ts";

export function testApp(database: Database, changes: Partial<App["env"]> = {}): App {
  const env = { host: "127.0.0.1", port: 0, databaseUrl: "", smtpUrl: undefined, worker: "none" as const, metricsToken: undefined, trustProxy: undefined, production: false };
  return { database, wake: () => undefined, env: { ...env, deployment: TEST_DEPLOYMENT, ...changes } };
}

/** What a loader or action gets as `context` when `actor` (or a visitor) asks. */
export function contextOf(database: Database, actor: Actor | null): AppLoadContext {
  return { app: testApp(database), ip: "127.0.0.1", keep: { public: false }, session: async () => (actor ? { id: "x", actor, renewedUntil: null } : null) };
}

export interface Front {
  port: number;
  url: string;
  get: (path: string, headers?: Record<string, string>) => Promise<RawAnswer>;
  head: (path: string, headers?: Record<string, string>) => Promise<RawAnswer>;
  close: () => Promise<void>;
  [Symbol.asyncDispose]: () => Promise<void>;
}

/** Serves whatever `mount` mounts. */
export async function front(mount: (server: express.Express) => void): Promise<Front> {
  const server = express();
  server.disable("x-powered-by");
  server.disable("etag");
  server.set("query parser", false);
  mount(server);
  const listening = server.listen(0, "127.0.0.1");
  await new Promise((resolve) => listening.once("listening", resolve));
  const { port } = listening.address() as AddressInfo;
  const close = async () => {
    listening.closeAllConnections();
    await new Promise((resolve) => listening.close(resolve));
  };
  const ask =
    (method: string) =>
    (path: string, headers: Record<string, string> = {}) =>
      raw({ port, method, path, headers });
  return { port, url: `http://127.0.0.1:${port}`, get: ask("GET"), head: ask("HEAD"), close, [Symbol.asyncDispose]: close };
}

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  text: string;
}

/** As a simple program asks: no header that was not said, no unzipping, no following. */
function raw({ port, method, path, headers }: { port: number; method: string; path: string; headers: Record<string, string> }): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: "127.0.0.1", port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const bytes = Buffer.concat(chunks);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text: bytes.toString("utf8") });
      });
      response.on("error", reject);
    });
    request.on("error", reject);
    request.end();
  });
}

type Changes = Partial<Insertable<EventsTable>> & { nodes?: string[] };

/** Puts a meeting into the database as it is told, with its nodes; says its id. */
export async function insertMeeting(db: Db, { nodes = [], ...changes }: Changes = {}): Promise<string> {
  const zone = changes.zone ?? "America/Santiago";
  const starts_local = changes.starts_local ?? "2026-12-05T18:30";
  const ends_local = changes.ends_local ?? `${starts_local.slice(0, 11)}20:00`;
  const instant = (wall: string) => {
    const at = wallToInstant(wall, zone as Zone);
    if (!at.ok) throw new Error(`${wall} is no time in ${zone}`);
    return at.instant;
  };
  const row: Insertable<EventsTable> = {
    id: newId(),
    title: "Sesión de diciembre",
    kind: "session",
    status: "published",
    visibility: "public",
    zone,
    starts_local,
    ends_local,
    starts_at: instant(starts_local),
    ends_at: instant(ends_local),
    host_establishment_id: null,
    address: null,
    comuna_code: null,
    region_code: null,
    online_url: "https://reunion.example/abc",
    description_md: "Conecta y comparte.",
    description_html: "<p>Conecta y comparte.</p>",
    capacity: null,
    published_at: CAST_NOW,
    cancelled_at: null,
    calendar_at: CAST_NOW,
    experiences_count: null,
    external_guests_count: null,
    created_by: null,
    created_at: CAST_NOW,
    updated_at: CAST_NOW,
    search_text: "",
    ...changes,
  };
  await db.insertInto("events").values(row).execute();
  if (nodes.length > 0)
    await db
      .insertInto("event_nodes")
      .values(nodes.map((node_id) => ({ event_id: row.id, node_id, starts_at: row.starts_at })))
      .execute();
  await bumpRevision(db, "public");
  return row.id;
}

export async function changeMeeting(db: Db, id: string, changes: Partial<Insertable<EventsTable>>): Promise<void> {
  await db.updateTable("events").set(changes).where("id", "=", id).execute();
  await bumpRevision(db, "public");
}

export async function inviteTo(db: Db, event_id: string, person: { id: string; email: string; name: string }, answer: string | null): Promise<void> {
  const unanswered = { establishment_id: null, previous_answer: null, answered_at: null, comment: null, seat: null, seat_at: null, removed_at: null, reminded_at: null };
  await db
    .insertInto("invitations")
    .values({ id: newId(), event_id, person_id: person.id, email: person.email, name: person.name, answer, invited_at: CAST_NOW, ...unanswered })
    .execute();
}
