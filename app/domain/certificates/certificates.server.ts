/** Certificates of attendance: issued for all who came, known by a code, revoked and issued anew where the name was wrong. */
import { randomBytes } from "node:crypto";
import { type CameRow, listCame } from "#app/domain/attendance/attendance.repo.server.ts";
import { type Ctx, type Deployment, inTransaction } from "#app/domain/context.ts";
import { DomainError, invalid, notFound } from "#app/domain/errors.ts";
import { canManage } from "#app/domain/events/event.policy.ts";
import { attendeeName } from "#app/domain/events/event.ts";
import { findOwners, type LockedEvent } from "#app/domain/events/event-writes.repo.server.ts";
import { heldByManager } from "#app/domain/events/managing.server.ts";
import type { OutgoingMail } from "#app/domain/mail/mail.ts";
import { enqueueMails } from "#app/domain/mail/outbox.server.ts";
import { mintToken, readToken } from "#app/domain/signed-token.server.ts";
import { firstName, isEmailAddress } from "#app/domain/text.ts";
import { eventWhen } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { absolute, paths } from "#app/paths.ts";
import { newId } from "#db/ids.ts";
import { certificateMail } from "#emails/certificate.ts";
import type { IssueInput, ReissueInput } from "./certificate.ts";
import {
  type CertificateRow,
  type CertificateWithEvent,
  findCertificate,
  findCertificateByCode,
  findSignature,
  findSignatureOf,
  insertCertificates,
  listCertified,
  replaceSignature,
  revokeRow,
  type SignatureRow,
} from "./certificates.repo.server.ts";
import { codeOf, readCode } from "./code.ts";
import { readSignature } from "./signature-image.ts";

/**
 * One for each person who came and has none yet, signed by whoever issues them; each is mailed to whoever has an address. conflict: not_over,
 * cancelled. Returns how many were issued.
 */
export async function issueCertificates(ctx: Ctx, eventId: string, input: IssueInput): Promise<{ issued: number }> {
  const issued = await inTransaction(ctx, async (tx) => {
    const event = await heldByManager(tx, eventId);
    if (event.status !== "published") throw new DomainError("conflict", { reason: "cancelled" });
    if (event.ends_at > tx.now) throw new DomainError("conflict", { reason: "not_over" });
    const certified = await listCertified(tx.db, eventId);
    const fresh = (await listCame(tx.db, eventId)).filter((one) => !certified.has(one.attendance_id));
    const signature = tx.actor ? await findSignatureOf(tx.db, tx.actor.id) : null;
    const rows = fresh.map((one) => newCertificate(tx, event, one, { ...input, signatureId: signature?.id ?? null }));
    await insertCertificates(tx.db, rows);
    await enqueueMails(tx, mailsOf(tx, event, rows));
    return rows.length;
  });
  ctx.wake();
  return { issued };
}

function newCertificate(tx: Ctx, event: LockedEvent, one: CameRow, { minutes, signer_role, signatureId }: IssueInput & { signatureId: string | null }): CertificateRow {
  return {
    id: newId(),
    code: codeOf(randomBytes(10)),
    event_id: event.id,
    attendance_id: one.attendance_id,
    person_id: one.person_id,
    name: one.name,
    email: one.email,
    establishment_name: one.establishment_name ?? one.organisation,
    minutes,
    signer_name: tx.actor?.name ?? tx.deployment.networkName,
    signer_role,
    signature_id: signatureId,
    issued_at: tx.now,
    issued_by: tx.actor?.id ?? null,
    revoked_at: null,
    revoked_by: null,
  };
}

function mailsOf(tx: Ctx, event: LockedEvent, rows: readonly CertificateRow[]): OutgoingMail[] {
  const zone = isZone(event.zone) ? event.zone : MAIN_ZONE;
  const when = eventWhen({ starts_at: event.starts_at, ends_at: event.ends_at, zone });
  return rows.flatMap((row) => {
    if (!row.email || !isEmailAddress(row.email)) return [];
    const content = certificateMail({
      network: { name: tx.deployment.networkName, url: absolute(tx.deployment, paths.home()) },
      person: firstName(row.name),
      meeting: event.title,
      when,
      minutes: row.minutes,
      signer: row.signer_name,
      code: row.code,
      links: { pdf: pdfLink(tx.deployment, row), verify: absolute(tx.deployment, paths.certificate(row.code)) },
    });
    return [
      {
        kind: "certificate",
        to: { name: attendeeName(row.name, row.email), address: row.email },
        key: `certificate:${row.id}`,
        content,
        eventId: event.id,
        senderPersonId: tx.actor?.id ?? null,
      },
    ];
  });
}

/** Opens the PDF without an account: the code alone, which stands on paper, does not. */
export function pdfLink(deployment: Deployment, row: { id: string; code: string }): string {
  return `${absolute(deployment, paths.certificatePdf(row.code))}?llave=${mintToken(deployment.secret, "certificate", row.id)}`;
}

/** It is no longer valid, and its page says so. Again: nothing happens. */
export async function revokeCertificate(ctx: Ctx, eventId: string, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await heldByManager(tx, eventId);
    const row = await findCertificate(tx.db, id);
    if (!row || row.event_id !== eventId) throw notFound();
    await revokeRow(tx.db, id, tx.actor?.id ?? null, tx.now);
  });
}

/** With another name or duration: the old one is revoked, the new one mailed. conflict: revoked. */
export async function reissueCertificate(ctx: Ctx, eventId: string, id: string, input: ReissueInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const event = await heldByManager(tx, eventId);
    const old = await findCertificate(tx.db, id);
    if (!old || old.event_id !== eventId) throw notFound();
    if (old.revoked_at) throw new DomainError("conflict", { reason: "revoked" });
    if (old.name === input.name && old.minutes === input.minutes) return;
    await revokeRow(tx.db, id, tx.actor?.id ?? null, tx.now);
    const row: CertificateRow = { ...old, ...input, id: newId(), code: codeOf(randomBytes(10)), issued_at: tx.now, issued_by: tx.actor?.id ?? null };
    await insertCertificates(tx.db, [row]);
    await enqueueMails(tx, mailsOf(tx, event, [row]));
  });
  ctx.wake();
}

export interface Verified {
  /** What is on the page: nothing of the person but the name, for without it the paper could be anybody's. */
  name: string;
  meeting: string;
  kind: string;
  starts_at: string;
  ends_at: string;
  zone: string;
  minutes: number;
  signer_name: string;
  signer_role: string;
  issued_at: string;
  revoked_at: string | null;
  code: string;
}

/** What anybody who holds the paper may know. not_found: there is no such certificate. */
export async function verifyCertificate(ctx: Ctx, typed: string): Promise<Verified> {
  const row = await byCode(ctx, typed);
  const { name, event_title, event_kind, starts_at, ends_at, zone, minutes, signer_name, signer_role, issued_at, revoked_at, code } = row;
  return { name, meeting: event_title, kind: event_kind, starts_at, ends_at, zone, minutes, signer_name, signer_role, issued_at, revoked_at, code };
}

async function byCode(ctx: Ctx, typed: string): Promise<CertificateWithEvent> {
  const code = readCode(typed);
  const row = code ? await findCertificateByCode(ctx.db, code) : null;
  if (!row) throw notFound();
  return row;
}

/** The whole certificate with its signature: for its person, who manages the meeting, and who holds the mailed link. not_found for all others. */
export async function openCertificate(ctx: Ctx, typed: string, token: string | null): Promise<{ certificate: CertificateWithEvent; signature: SignatureRow | null }> {
  const row = await byCode(ctx, typed);
  const { actor } = ctx;
  const theirs = actor !== null && (row.person_id === actor.id || (row.person_id === null && row.email === actor.email));
  const linked = token !== null && readToken(ctx.deployment.secret, "certificate", token) === row.id;
  if (!theirs && !linked && !(actor && (await managesEvent(ctx, row.event_id)))) throw notFound();
  if (row.revoked_at) throw new DomainError("gone", { reason: "revoked" });
  return { certificate: row, signature: row.signature_id ? await findSignature(ctx.db, row.signature_id) : null };
}

async function managesEvent(ctx: Ctx, eventId: string): Promise<boolean> {
  const event = await findOwners(ctx.db, eventId);
  return event !== null && canManage(ctx.actor, event);
}

/** The picture that this person signs with from now on. invalid "signature": image_type, image_size, image_big, image_broken. */
export async function saveSignature(ctx: Ctx, file: Buffer): Promise<void> {
  const { actor } = ctx;
  if (!actor) throw new DomainError("signed_out");
  const image = readSignature(file);
  if (typeof image === "string") throw invalid("signature", image);
  const row = { id: newId(), person_id: actor.id, media_type: image.media_type, image: image.bytes.toString("base64"), created_at: ctx.now, ended_at: null };
  await inTransaction(ctx, (tx) => replaceSignature(tx.db, actor.id, row, tx.now));
}

/** Certificates issued with it keep it; the next ones carry none. */
export async function dropSignature(ctx: Ctx): Promise<void> {
  const { actor } = ctx;
  if (!actor) throw new DomainError("signed_out");
  await inTransaction(ctx, (tx) => replaceSignature(tx.db, actor.id, null, tx.now));
}
