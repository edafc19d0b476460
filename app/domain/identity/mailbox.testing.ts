import type { Db } from "#db/create.ts";

export interface TestMail {
  subject: string;
  /** The bytes with quoted-printable undone as far as tests look. */
  raw: string;
  /** The token of the first link of ours that carries one. */
  token: string | null;
}

/** The account mails queued for an address, oldest first. */
export async function mailsTo(db: Db, email: string): Promise<TestMail[]> {
  const rows = await db.selectFrom("outbox").select(["subject", "raw"]).where("to_email", "=", email).where("kind", "=", "account").orderBy("id").execute();
  return rows.map(({ subject, raw }) => {
    const text = (raw ?? "").replace(/=\r?\n/g, "").replace(/=3D/g, "=");
    return { subject, raw: text, token: /\/(?:entrar|registro|clave|cuenta\/correo)\/([A-Za-z0-9_-]{43})/.exec(text)?.[1] ?? null };
  });
}

/** The token in the newest mail for an address. */
export async function newestToken(db: Db, email: string): Promise<string> {
  const token = (await mailsTo(db, email)).at(-1)?.token;
  if (!token) throw new Error(`no mail with a link for ${email}`);
  return token;
}

/** `minutes` after an instant. */
export function after(instant: string, { minutes = 0, days = 0 }: { minutes?: number; days?: number }): string {
  return new Date(Date.parse(instant) + minutes * 60_000 + days * 86_400_000).toISOString();
}
