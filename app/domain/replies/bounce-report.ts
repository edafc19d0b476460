/** What a delivery status notification says (RFC 3464), and which mail of ours it is about. */
import { cleanLine } from "#app/domain/text.ts";

export interface BouncedRecipient {
  /** As the server that gave up knows them, and as we wrote to them, where it says so. */
  addresses: string[];
  /** failed, delayed, delivered, relayed, expanded */
  action: string;
  /** Enhanced status code, "5.1.1"; "" where there is none. */
  status: string;
  /** The server's words. */
  text: string;
}

export interface BounceReport {
  recipients: BouncedRecipient[];
  /** Message-IDs in what was sent back. */
  messageIds: string[];
}

const MOST_RECIPIENTS = 50;

/** `status`: the message/delivery-status part; `returned`: the message or headers that came back. */
export function readBounce(status: string, returned: readonly string[]): BounceReport {
  const groups = status
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n/)
    .map(fieldsOf);
  const recipients = groups
    .filter((group) => group.has("final-recipient") || group.has("original-recipient"))
    .slice(0, MOST_RECIPIENTS)
    .map((group) => ({
      addresses: [group.get("original-recipient"), group.get("final-recipient")].map(addressOf).filter((each) => each !== ""),
      action: (group.get("action") ?? "").trim().toLowerCase(),
      status: /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(group.get("status") ?? "")?.[1] ?? "",
      text: cleanLine((group.get("diagnostic-code") ?? "").replace(/^[\w-]+\s*;/, "")).slice(0, 300),
    }));
  return { recipients, messageIds: returned.flatMap(messageIdsIn) };
}

function fieldsOf(group: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of group.replace(/\n[ \t]+/g, " ").split("\n")) {
    const match = /^([\w-]+)\s*:\s*(.*)$/.exec(line);
    if (match?.[1] && !fields.has(match[1].toLowerCase())) fields.set(match[1].toLowerCase(), match[2] ?? "");
  }
  return fields;
}

/** `rfc822; ana@liceo.cl` */
function addressOf(value: string | undefined): string {
  const address = (value ?? "")
    .replace(/^[^;]*;/, "")
    .trim()
    .replace(/^<|>$/g, "")
    .toLowerCase();
  return /^[^\s@]+@[^\s@]+$/.test(address) ? address : "";
}

/** Only of the headers: the body of a returned mail may quote anything. */
function messageIdsIn(returned: string): string[] {
  const head = returned.replace(/\r\n?/g, "\n").replace(/^\n+/, "").split(/\n\n/, 1)[0] ?? "";
  return [...head.replace(/\n[ \t]+/g, " ").matchAll(/^message-id:\s*(<[^<>\s]+>)/gim)].map((match) => match[1] ?? "");
}
