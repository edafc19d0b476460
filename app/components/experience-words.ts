/** What the page, the print and the poster of an experience say of it in few words. Pure. */
import { LEVELS, type Level } from "#app/domain/resources/resource.ts";

/** Letters that fit on one sheet in each size of print, from 11 to 6 points: see `sheet-fit-*`. */
const FITS = [1_700, 2_050, 2_450, 2_900, 3_400, 4_000, 4_700, 5_500, 6_600];
/** A paragraph, a line of a list or a title takes the room of so many letters beside its own. */
const BLOCK = 42;

/** How small the print of the sheet has to be, 1 to 9, so that it stays one page. Past 9 it takes two. */
export function printFit(sections: readonly { html: string }[]): number {
  const letters = sections.reduce((sum, { html }) => sum + plainText(html).length + BLOCK * (1 + (html.match(/<(p|li|h\d|tr)\b/g)?.length ?? 0)), 0);
  const at = FITS.findIndex((most) => letters <= most);
  return at === -1 ? FITS.length : at + 1;
}

const ENTITIES: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };

/** Of HTML that was sanitised when it was stored: its words, blocks apart by a space. */
export function plainText(html: string): string {
  return html
    .replace(/<\/(p|li|h3|h4|h5|blockquote|tr|pre)>|<br ?\/?>/g, " ")
    .replace(/<[^>]*>/g, "")
    .replace(/&(lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\s+/g, " ")
    .trim();
}

/** The first figure that the results put in bold, and what it counts: «32 de 40», «estudiantes terminaron…». */
export function pulledFigure(html: string): { figure: string; words: string } | null {
  for (const [, block = ""] of html.matchAll(/<(?:p|li)>([\s\S]*?)<\/(?:p|li)>/g)) {
    const [, figure] = /<strong>([^<]{1,24})<\/strong>/.exec(block) ?? [];
    if (!figure || !/\d/.test(figure)) continue;
    const said = plainText(block);
    const bare = plainText(figure);
    const sentence = said.split(/(?<=[.!?])\s+/).find((one) => one.includes(bare)) ?? said;
    const after = sentence.slice(sentence.indexOf(bare) + bare.length).replace(/^[\s,:;.]+/, "");
    const words = (after.length >= 12 ? after : sentence).replace(/\.$/, "");
    return { figure: bare, words: firstWords(words, 150) };
  }
  return null;
}

/** Whole sentences while they fit; else whole words and «…». */
export function firstWords(text: string, most: number): string {
  if (text.length <= most) return text;
  const sentences = text.split(/(?<=[.!?])\s+/);
  let kept = "";
  for (const sentence of sentences) {
    if (kept.length + sentence.length + 1 > most) break;
    kept = kept ? `${kept} ${sentence}` : sentence;
  }
  if (kept.length >= most / 3) return kept;
  const cut = text.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 1)).replace(/[,;:.]$/, "")}…`;
}

export const levelWords = (levels: readonly string[]): string => levels.flatMap((level) => LEVELS[level as Level] ?? []).join(", ");

/** «Liceo A (2026). Título. Red. https://…» */
export function citation(
  work: { authors: readonly string[]; schools: readonly { name: string }[]; published_at: string | null; title: string },
  network: string,
  url: string,
): string {
  const makers = [...work.authors, ...work.schools.map((school) => school.name)].join(", ");
  const year = work.published_at?.slice(0, 4) ?? "s. f.";
  const title = /[.!?]$/.test(work.title) ? work.title : `${work.title}.`;
  return `${makers} (${year}). ${title} ${network}. ${url}`;
}

/** A picture among the files: the first that is an image; else the first page of a document. */
export function coverOf<F extends { kind: string; preview: boolean | number; label: string }>(files: readonly F[]): F | null {
  const shown = files.filter((file) => file.preview);
  return shown.find((file) => file.kind === "image") ?? shown[0] ?? null;
}
