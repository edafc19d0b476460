/** One search over everything the asker may see. */
import type { Ctx } from "#app/domain/context.ts";
import { findableBy } from "./audience.server.ts";
import { type Detail, listDetails, listFileTexts, listPostTexts } from "./details.repo.server.ts";
import { ofNode, ofRegion } from "./entry.ts";
import { type Asking, countFindings, type Finding, listFindings } from "./findings.repo.server.ts";
import { type Mended, mendedWords, withMended } from "./mending.server.ts";
import { SEARCH_KIND_KEYS, type SearchKind, type SearchWords, type Snip } from "./search.ts";
import { excerpt, excerptOfLong, hasHit, hitting, marked } from "./snippets.ts";
import { anyOf, readWords, type TokenQuery } from "./tokens.ts";

export const FOUND_PER_PAGE = 20;

export interface SearchInput {
  q: string;
  kind?: SearchKind | undefined;
  nodeId?: string | undefined;
  region?: string | undefined;
  page?: number | undefined;
  /** Only what was typed, whatever was probably meant. */
  literal?: boolean | undefined;
}

export interface Found {
  kind: SearchKind;
  ref_id: string;
  title: Snip[];
  text: Snip[];
  /** The file in which the words stand, where no text of the thing itself has them. */
  file: string | null;
  at: string;
  detail: Detail;
}

export interface SearchResult {
  rows: Found[];
  /** Of all kinds, whatever kind is looked at. */
  kinds: Record<SearchKind, number>;
  /** Of the kind that is looked at. */
  total: number;
  mended: Mended[];
  /** As they were read: what to leave out where nothing was found. */
  words: string[];
}

const NOTHING: SearchResult = { rows: [], kinds: Object.fromEntries(SEARCH_KIND_KEYS.map((kind) => [kind, 0])) as Record<SearchKind, number>, total: 0, mended: [], words: [] };

/** So few, and a mistyped word may be the reason. */
const FEW = 2;

const sum = (kinds: Record<SearchKind, number>): number => Object.values(kinds).reduce((all, each) => all + each, 0);

/** Whatever was typed: null words find nothing, and nothing is an error. At most eight queries. */
export async function searchAll({ db, actor, now }: Ctx, input: SearchInput): Promise<SearchResult> {
  const words = readWords(input.q);
  if (!words) return NOTHING;
  const within: TokenQuery = findableBy(actor);
  const narrowed = [...within, ...(input.nodeId ? [anyOf([ofNode(input.nodeId)])] : []), ...(input.region ? [anyOf([ofRegion(input.region)])] : [])];
  const asking: Asking = { words, within: narrowed, kind: input.kind, size: FOUND_PER_PAGE, page: input.page ?? 1 };
  let counts = await countFindings(db, asking);
  let mended: Mended[] = [];
  if (!input.literal && sum(counts.kinds) <= FEW) {
    mended = await mendedWords(db, words, within);
    if (mended.length > 0) {
      asking.words = withMended(words, mended);
      counts = await countFindings(db, asking);
    }
  }
  const total = input.kind ? counts.kinds[input.kind] : sum(counts.kinds);
  const findings = total > 0 ? await listFindings(db, asking, counts.fields) : [];
  const rows = await shown({ db, now }, findings, asking.words);
  return { rows, kinds: counts.kinds, total, mended, words: words.words.map((word) => word.plain) };
}

async function shown({ db, now }: Pick<Ctx, "db" | "now">, findings: readonly Finding[], words: SearchWords): Promise<Found[]> {
  const details = await listDetails(db, findings, now);
  const isHit = hitting(words);
  const rows = findings.flatMap((finding) => {
    const detail = details.get(finding.ref_id);
    if (!detail) return [];
    const { kind, ref_id, at, title, body } = finding;
    return [{ kind, ref_id, at, title: marked(title, isHit), text: excerpt(body, isHit), file: null, detail }];
  });
  const further = await deeper(
    db,
    rows.filter((row) => !hasHit(row.title) && !hasHit(row.text)),
    words,
  );
  return rows.map((row) => ({ ...row, ...further.get(row.ref_id) }));
}

/** Where the words stand, of what says none of them at its beginning: in a file of a resource, or far down a conversation. */
async function deeper(db: Ctx["db"], rows: readonly Found[], words: SearchWords): Promise<Map<string, { text: Snip[]; file: string | null }>> {
  const idsOf = (kind: SearchKind) => rows.filter((row) => row.kind === kind).map((row) => row.ref_id);
  const inFiles = await listFileTexts(db, idsOf("resource"));
  const inPosts = await listPostTexts(db, idsOf("thread"));
  const texts = [
    ...inFiles.map(({ resource_id, name, text }) => ({ id: resource_id, file: name, text })),
    ...inPosts.map(({ thread_id, text }) => ({ id: thread_id, file: null, text })),
  ];
  const found = new Map<string, { text: Snip[]; file: string | null }>();
  for (const { id, file, text } of texts) {
    const snips = found.has(id) ? null : excerptOfLong(text, words);
    if (snips) found.set(id, { text: snips, file });
  }
  return found;
}
