/** Changing what roles let one do: from the boxes of the table to a list of changes, and back from a form. Pure. */
import { RIGHTS, type Right, ROLE_KEYS, type RoleKey } from "#app/domain/rights.ts";

export interface RightChange {
  key: RoleKey;
  right: Right;
  gives: boolean;
}

/** The name of a box: «secretary.keep_minutes». */
export const boxOf = (key: RoleKey, right: Right): string => `${key}.${right}`;

/** What would change if the boxes ticked were the table. */
export function changesTo(ticked: ReadonlySet<string>, table: Record<RoleKey, readonly Right[]>): RightChange[] {
  return ROLE_KEYS.flatMap((key) =>
    RIGHTS.filter((right) => ticked.has(boxOf(key, right)) !== table[key].includes(right)).map((right) => ({ key, right, gives: ticked.has(boxOf(key, right)) })),
  );
}

/** «+secretary.call_meetings -other.publish»: what was reviewed is what is saved, whatever others changed meanwhile. */
export const writeChanges = (changes: readonly RightChange[]): string => changes.map(({ key, right, gives }) => `${gives ? "+" : "-"}${boxOf(key, right)}`).join(" ");

export function readChanges(text: string): RightChange[] {
  const all = ROLE_KEYS.flatMap((key) => RIGHTS.map((right) => ({ key, right })));
  return text.split(" ").flatMap((word) => {
    const found = all.find(({ key, right }) => boxOf(key, right) === word.slice(1));
    return found && /^[+-]/.test(word) ? [{ ...found, gives: word.startsWith("+") }] : [];
  });
}

/** Rights that no role would have any more: only administration could do that. */
export function leftToNobody(changes: readonly RightChange[], table: Record<RoleKey, readonly Right[]>): Right[] {
  const after = (key: RoleKey, right: Right) => changes.find((change) => change.key === key && change.right === right)?.gives ?? table[key].includes(right);
  return RIGHTS.filter((right) => changes.some((change) => change.right === right) && !ROLE_KEYS.some((key) => after(key, right)));
}
