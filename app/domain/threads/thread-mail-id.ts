/**
 * The Message-ID of a message that was never sent: every mail of a thread answers it, so that mail programs keep them together. It is no secret and
 * proves nothing: an answer is known by the address that it came to.
 */
import type { Deployment } from "#app/domain/context.ts";

export const threadRoot = ({ publicUrl }: Pick<Deployment, "publicUrl">, threadId: string): string => `<conversacion.${threadId}@${new URL(publicUrl).hostname}>`;

const ROOT = /^<conversacion\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@([^<>@\s]+)>$/i;

/** The thread that one of these Message-IDs is of. */
export function threadNamed({ publicUrl }: Pick<Deployment, "publicUrl">, messageIds: readonly string[]): string | null {
  const host = new URL(publicUrl).hostname.toLowerCase();
  for (const each of messageIds) {
    const found = ROOT.exec(each);
    if (found?.[1] && found[2]?.toLowerCase() === host) return found[1].toLowerCase();
  }
  return null;
}
