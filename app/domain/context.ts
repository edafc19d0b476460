import type { Db } from "#db/create.ts";
import { DomainError } from "./errors.ts";
import type { Right } from "./rights.ts";

/** The person who acts. Loaded with the session; what they may do is decided by the policies, from this alone. */
export interface Actor {
  id: string;
  email: string;
  name: string;
  establishmentId: string | null;
  admin: boolean;
  /** Nodes whose open membership has been joined. */
  memberOf: string[];
  /** Nodes they coordinate today: by the role of that name. For what they may do there, ask `rights` (domain/rights.ts). */
  coordinates: string[];
  /** By node: what the roles they hold today let them do there. */
  rights: Record<string, Right[]>;
  /** By circle: what the roles that they hold in it let them do in it. */
  circleRights: Record<string, Right[]>;
  /** Circles in which they have a voice: as members, or as link from a circle right below. */
  circles: string[];
}

/** What the domain needs of the deployment; parsed once at boot (app/config/env.server.ts). */
export interface Deployment {
  publicUrl: string; // no trailing slash
  secret: string;
  mailFrom: { name: string; address: string };
  demo: boolean;
  networkName: string;
  /** Somebody reads the mailbox, so that what people answer becomes something; taken as said where it is absent (tests). */
  readsMail?: boolean;
  /** Where the bytes of files are: `file:…` or `s3://…`; absent where nothing is uploaded (most tests). */
  storageUrl?: string;
}

export interface Ctx {
  db: Db;
  deployment: Deployment;
  actor: Actor | null;
  /** The instant of this act, ISO-8601 UTC with milliseconds. */
  now: string;
  /** Tells the worker that there may be mail to send; harmless where there is none. */
  wake: () => void;
}

/** Who acts; throws `signed_out` for a visitor. */
export function signedIn(ctx: Pick<Ctx, "actor">): Actor {
  if (!ctx.actor) throw new DomainError("signed_out");
  return ctx.actor;
}

/**
 * Runs `work` in a transaction (BEGIN IMMEDIATE on SQLite). Joins the one under way, if `ctx` is already inside.
 * Inside, use only the `tx` given: the outer db would wait for itself for ever. No network, no hashing inside.
 */
export async function inTransaction<T>(ctx: Ctx, work: (tx: Ctx) => Promise<T>): Promise<T> {
  if (ctx.db.isTransaction) return work(ctx);
  return ctx.db.transaction().execute((db) => work({ ...ctx, db }));
}
