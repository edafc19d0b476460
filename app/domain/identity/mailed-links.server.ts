/** Links that are mailed once: 32 random bytes, of which only the hash is stored. Reading one changes nothing; using it works once. */
import type { Ctx } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { newToken, tokenHash } from "./token.server.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How long each kind works. */
const LIFE = { confirm: 24 * HOUR, login: 15 * MINUTE, reset: HOUR, email: 24 * HOUR, setup: 24 * HOUR } as const;

export type LinkKind = keyof typeof LIFE;

interface LinkTarget {
  personId?: string | null;
  email?: string | null;
  payload?: object;
  /** How long it works, where that is not as long as its kind does. */
  hours?: number;
}

/** Makes a link and returns its token, which is nowhere else but in what is sent now. */
export async function issueLink(tx: Ctx, kind: LinkKind, target: LinkTarget = {}): Promise<string> {
  const token = newToken();
  await tx.db
    .insertInto("mailed_links")
    .values({
      token_hash: tokenHash(token),
      kind,
      person_id: target.personId ?? null,
      email: target.email ?? null,
      payload: target.payload ? JSON.stringify(target.payload) : null,
      created_at: tx.now,
      expires_at: new Date(Date.parse(tx.now) + (target.hours === undefined ? LIFE[kind] : target.hours * HOUR)).toISOString(),
      used_at: null,
    })
    .execute();
  return token;
}

export type LinkState = "usable" | "used" | "expired" | "unknown";

export interface MailedLink {
  state: LinkState;
  personId: string | null;
  email: string | null;
  payload: string | null;
}

const UNKNOWN: MailedLink = { state: "unknown", personId: null, email: null, payload: null };

/** What a link is, for the page that shows it. Changes nothing: mail scanners open every link. */
export async function readLink(ctx: Ctx, kind: LinkKind, token: string): Promise<MailedLink> {
  const row = await ctx.db.selectFrom("mailed_links").selectAll().where("token_hash", "=", tokenHash(token)).where("kind", "=", kind).executeTakeFirst();
  if (!row) return UNKNOWN;
  const state = row.used_at ? "used" : row.expires_at <= ctx.now ? "expired" : "usable";
  return { state, personId: row.person_id, email: row.email, payload: row.payload };
}

/**
 * Uses a link up and returns whose it was. One statement decides, so of two tabs (or two processes) one gets it;
 * the other gets `gone`. If the rest of the transaction fails, the link is unused again.
 */
export async function spendLink(tx: Ctx, kind: LinkKind, token: string): Promise<Omit<MailedLink, "state">> {
  const hash = tokenHash(token);
  const before = await readLink(tx, kind, token); // the payload is dropped by the very update
  const row = await tx.db
    .updateTable("mailed_links")
    .set({ used_at: tx.now, payload: null })
    .where("token_hash", "=", hash)
    .where("kind", "=", kind)
    .where("used_at", "is", null)
    .where("expires_at", ">", tx.now)
    .returning(["person_id", "email"])
    .executeTakeFirst();
  if (!row) throw new DomainError("gone", { reason: before.state === "usable" ? "used" : before.state });
  return { personId: row.person_id, email: row.email, payload: before.payload };
}

/** Unused links of these kinds end now: after a new password or address, what was mailed before opens nothing. */
export async function voidLinks(tx: Ctx, kinds: LinkKind[], owner: { personId: string } | { email: string }): Promise<void> {
  let query = tx.db.updateTable("mailed_links").set({ expires_at: tx.now, payload: null }).where("kind", "in", kinds).where("used_at", "is", null);
  query = "personId" in owner ? query.where("person_id", "=", owner.personId) : query.where("email", "=", owner.email);
  await query.where("expires_at", ">", tx.now).execute();
}
