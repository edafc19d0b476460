import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Deployment } from "#app/domain/context.ts";
import { LONGEST_LOCAL } from "#app/domain/replies/reply-address.ts";
import { isEmailAddress } from "#app/domain/text.ts";

const Schema = z.object({
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)/, "must begin with sqlite: or postgres://")
    .default("sqlite:data/nodos.db"),
  STORAGE_URL: z
    .string()
    .regex(/^(file:.+|s3:\/\/.+)/, "must begin with file: or s3://")
    .default("file:data/files"),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/.+/, "must begin with smtp:// or smtps://")
    .optional(),
  IMAP_URL: z.url({ protocol: /^imaps?$/, error: "must look like imaps://user:password@host/INBOX" }).optional(),
  MAIL_LISTEN: z
    .string()
    .regex(/^(lmtp|smtp):\/\/(\[[0-9a-fA-F:]+\]|[\w.-]+):\d{1,5}$/, "must look like lmtp://127.0.0.1:2424 or smtp://127.0.0.1:2525")
    .optional(),
  MAIL_AUTHSERV: z
    .string()
    .regex(/^[\w.-]+$/, "must be the name that the receiving server writes into Authentication-Results")
    .optional(),
  MAIL_FROM: z.string().default("Nodos <reuniones@localhost>"),
  SECRET: z.string().min(16, "must have 16 characters or more").optional(),
  WORKER: z.enum(["inside", "none", "only"]).default("inside"),
  METRICS_TOKEN: z.string().min(16).optional(),
  NETWORK_NAME: z.string().min(1).max(60).default("Nodos"),
  NODE_ENV: z.string().default("development"),
  NODOS_DEMO: z.enum(["0", "1"]).default("0"),
  TRUST_PROXY: z.string().optional(),
});

export interface Env {
  host: string;
  port: number;
  databaseUrl: string;
  smtpUrl: string | undefined;
  /** Where answers to invitations arrive: a mailbox to be read, an address to listen at, or both. */
  imapUrl?: string | undefined;
  mailListen?: string | undefined;
  /** Whose Authentication-Results are believed. */
  mailAuthserv?: string | undefined;
  worker: "inside" | "none" | "only";
  metricsToken: string | undefined;
  trustProxy: string | undefined;
  production: boolean;
  deployment: Deployment;
}

/** Thrown with one line that names the variable: the start stops there. */
export class BadEnvironment extends Error {}

/** Reads and checks every variable once, at boot. An empty string counts as absent. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = Schema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new BadEnvironment(`${String(issue?.path[0])}: ${issue?.message}${shown(given, String(issue?.path[0]))}`);
  }
  const env = parsed.data;
  const mailFrom = mailbox(env.MAIL_FROM);
  if ((env.IMAP_URL || env.MAIL_LISTEN) && mailFrom.address.indexOf("@") > LONGEST_LOCAL) {
    throw new BadEnvironment(`MAIL_FROM: answers by mail need ${LONGEST_LOCAL} letters or fewer before the @ (it is "${env.MAIL_FROM}")`);
  }
  return {
    host: env.HOST,
    port: env.PORT,
    databaseUrl: env.DATABASE_URL,
    smtpUrl: env.SMTP_URL,
    imapUrl: env.IMAP_URL,
    mailListen: env.MAIL_LISTEN,
    mailAuthserv: env.MAIL_AUTHSERV,
    worker: env.WORKER,
    metricsToken: env.METRICS_TOKEN,
    trustProxy: env.TRUST_PROXY,
    production: env.NODE_ENV === "production",
    deployment: {
      publicUrl: (env.PUBLIC_URL ?? `http://127.0.0.1:${env.PORT}`).replace(/\/+$/, ""),
      secret: env.SECRET ?? keptSecret(env.DATABASE_URL),
      mailFrom,
      demo: env.NODOS_DEMO === "1",
      networkName: env.NETWORK_NAME,
      readsMail: env.NODOS_DEMO === "1" || env.IMAP_URL !== undefined || env.MAIL_LISTEN !== undefined,
      storageUrl: env.STORAGE_URL,
    },
  };
}

const SECRETIVE = new Set(["SECRET", "METRICS_TOKEN", "DATABASE_URL", "STORAGE_URL", "SMTP_URL", "IMAP_URL"]);

/** What was given, unless a password may stand in it. */
function shown(given: Record<string, string | undefined>, name: string): string {
  return SECRETIVE.has(name) ? "" : ` (it is "${given[name] ?? ""}")`;
}

/** `Name <address>` or a bare address. */
function mailbox(value: string): { name: string; address: string } {
  const match = /^\s*(?:"?([^"<>\r\n]*?)"?\s*<([^<>\s]+)>|([^<>\s]+))\s*$/.exec(value);
  const address = (match?.[2] ?? match?.[3] ?? "").toLowerCase();
  if (!isEmailAddress(address) && !/^[a-z0-9._-]+@localhost$/.test(address)) {
    throw new BadEnvironment(`MAIL_FROM: must be an address or "Name <address>" (it is "${value}")`);
  }
  return { name: match?.[1] || "Nodos", address };
}

/** Where the secret is kept when SECRET is not set. */
export function secretPath(databaseUrl: string): string {
  return join(databaseUrl.startsWith("sqlite:") ? dirname(databaseUrl.slice("sqlite:".length)) : "data", "secret");
}

/** Made at the first start and kept beside the database, readable by its owner only. */
function keptSecret(databaseUrl: string): string {
  if (databaseUrl === "sqlite::memory:") return randomBytes(32).toString("base64url");
  const path = secretPath(databaseUrl);
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    try {
      writeFileSync(path, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error; // another process was faster: read its
    }
  }
  return readFileSync(path, "utf8").trim();
}
