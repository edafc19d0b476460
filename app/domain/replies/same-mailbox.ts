/** Whether two addresses are of one person: people are invited at one and answer from another. Pure. */
import { searchText } from "#db/search-text.ts";

/** Anybody can have an address here: being of the same domain says nothing. */
const PUBLIC_DOMAINS = new Set(
  `gmail.com googlemail.com hotmail.com hotmail.cl hotmail.es outlook.com outlook.cl outlook.es live.com live.cl msn.com yahoo.com yahoo.es yahoo.cl
  ymail.com icloud.com me.com mac.com aol.com proton.me protonmail.com pm.me gmx.com gmx.net mail.com zoho.com yandex.com vtr.net entelchile.net
  terra.cl tie.cl manquehue.net 123.cl fastmail.com hey.com tutanota.com`
    .split(/\s+/)
    .filter(Boolean),
);

export interface Mailbox {
  address: string;
  name: string;
}

/** Without what mail servers themselves pass over: case, what stands behind a plus, and Gmail's dots. */
export function plainMailbox(address: string): string {
  const lower = address.trim().toLowerCase();
  const at = lower.lastIndexOf("@");
  const domain = lower.slice(at + 1);
  const local = lower.slice(0, at).replace(/\+.*$/, "");
  if (domain === "gmail.com" || domain === "googlemail.com") return `${local.replaceAll(".", "")}@gmail.com`;
  return `${local}@${domain}`;
}

export const sameMailbox = (a: string, b: string): boolean => plainMailbox(a) === plainMailbox(b);

export type Likeness = "same" | "alias" | null;

/** same: the mailbox itself; alias: of the same school or organisation, or of the same name; null: nothing says that it is them. */
export function likenessOf(invited: Mailbox, other: Mailbox): Likeness {
  if (sameMailbox(invited.address, other.address)) return "same";
  const domain = domainOf(invited.address);
  if (domain !== "" && domain === domainOf(other.address) && !PUBLIC_DOMAINS.has(domain)) return "alias";
  return sameName(invited.name, other.name) ? "alias" : null;
}

export const domainOf = (address: string): string =>
  address
    .slice(address.lastIndexOf("@") + 1)
    .trim()
    .toLowerCase();

/** «Soto Araya, Teresa» is «Teresa Soto Araya». One word is no name to know somebody by. */
function sameName(a: string, b: string): boolean {
  const words = (name: string) =>
    searchText(name.replaceAll(",", " "))
      .split(/\s+/)
      .filter((word) => word.length > 1)
      .sort();
  const [first, second] = [words(a), words(b)];
  return first.length > 1 && first.join(" ") === second.join(" ");
}
