/** Stub of signatures; the bodies are being written. */
import type { Ctx } from "#app/domain/context.ts";

/** Takes a person off the list: they get a CANCEL, and their seat goes to the next. */
export async function uninvite(_ctx: Ctx, _invitationId: string): Promise<void> {
  throw new Error("not written yet");
}
