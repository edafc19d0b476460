/** The code on the screen: whoever is in the room (or connected) enters it and is noted. */
import { randomInt } from "node:crypto";
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, invalid, notFound } from "#app/domain/errors.ts";
import type { Mode } from "#app/domain/events/event.ts";
import { lockEvent, updateEvent } from "#app/domain/events/event-writes.repo.server.ts";
import { isVisible } from "#app/domain/events/events.repo.server.ts";
import { countCodeFailure, refuseAfterCodeFailures } from "#app/domain/identity/limits.server.ts";
import { readToken } from "#app/domain/signed-token.server.ts";
import { newId } from "#db/ids.ts";
import { type Act, takeActs } from "./acts.server.ts";
import { codeFrom, codeOpen, modesOf, plainCode } from "./attendance.ts";
import { heldAtDoor, refuseClosed, refuseUnheld } from "./attendance-access.server.ts";
import { findInvited, insertLog } from "./attendance-writes.repo.server.ts";

/** Makes the code, or another one: the one before works no more. */
export async function renewDoorCode(ctx: Ctx, eventId: string): Promise<string> {
  return inTransaction(ctx, async (tx) => {
    const event = await heldAtDoor(tx, eventId);
    refuseClosed(event);
    const code = codeFrom(randomInt);
    await updateEvent(tx.db, eventId, { door_code: code });
    await insertLog(tx.db, [{ event_id: eventId, attendance_id: null, invitation_id: null, what: "code", detail: {}, at: tx.now, by_person_id: tx.actor?.id ?? null }]);
    return code;
  });
}

export async function readDoorCode(ctx: Ctx, eventId: string): Promise<string | null> {
  const row = await ctx.db.selectFrom("events").select("door_code").where("id", "=", eventId).executeTakeFirst();
  return row?.door_code ?? null;
}

interface Typed {
  code: string;
  mode?: Mode | undefined;
  ip: string;
}

/** By the link of their invitation, without an account. */
export async function enterCodeByToken(ctx: Ctx, token: string, typed: Typed): Promise<"done" | "again"> {
  const id = readToken(ctx.deployment.secret, "answer", token);
  const row = id ? await ctx.db.selectFrom("invitations").select(["event_id"]).where("id", "=", id).where("removed_at", "is", null).executeTakeFirst() : undefined;
  if (!id || !row) throw notFound();
  return enter(ctx, row.event_id, id, typed, { invitationId: id });
}

/** Signed in. Who was not invited is noted as who they are. */
export async function enterCode(ctx: Ctx, eventId: string, typed: Typed): Promise<"done" | "again"> {
  const { actor } = ctx;
  if (!actor) throw new DomainError("signed_out");
  return enter(ctx, eventId, actor.id, typed, null);
}

async function enter(ctx: Ctx, eventId: string, who: string, { code, mode, ip }: Typed, by: { invitationId: string } | null): Promise<"done" | "again"> {
  await refuseAfterCodeFailures(`${eventId} ${who}`, ip);
  try {
    return await inTransaction(ctx, async (tx) => {
      const event = await lockEvent(tx.db, eventId);
      if (!event || (!by && !(await isVisible(tx.db, tx.actor, eventId, tx.now)))) throw notFound();
      refuseUnheld(event);
      refuseClosed(event);
      const open = codeOpen(event, tx.now);
      if (open !== "open") throw new DomainError("conflict", { reason: open === "early" ? "code_early" : "code_late" });
      if (!event.door_code || plainCode(code) !== event.door_code) throw invalid("code", "code_wrong");
      const act: Act = { id: newId(), what: "present", at: tx.now, mode: mode ?? modesOf(event)[0] ?? "in_person", via: "code", ...(by ?? (await ownTarget(tx, eventId))) };
      const [result] = await takeActs(tx, event, [act]);
      return result?.state === "again" ? "again" : "done";
    });
  } catch (error) {
    if (error instanceof DomainError && error.code === "invalid") await countCodeFailure(`${eventId} ${who}`, ip);
    throw error;
  }
}

async function ownTarget(tx: Ctx, eventId: string): Promise<Pick<Act, "invitationId" | "newcomer">> {
  const { actor } = tx;
  if (!actor) throw new DomainError("signed_out");
  const [invitation] = (await findInvited(tx.db, eventId, { emails: [actor.email], personIds: [actor.id] })).values();
  if (invitation) return { invitationId: invitation.id };
  return { newcomer: { name: actor.name, establishment_id: actor.establishmentId, organisation: null, email: actor.email } };
}
