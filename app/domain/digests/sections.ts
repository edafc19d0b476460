/** Which of the news a digest shows: little of each node, the most telling first, so that the whole is read on a phone at a bus stop. Pure. */
import type { CallNews, MeetingNews, News, ThreadNews, WorkNews } from "./digest.ts";

export interface SectionNode {
  node_id: string;
  slug: string;
  name: string;
}

export interface Section {
  /** null: of the whole network. */
  node: SectionNode | null;
  threads: ThreadNews[];
  calls: CallNews[];
  meetings: MeetingNews[];
  works: WorkNews[];
  /** News that are not shown. */
  more: number;
}

/** Of each kind, by how many nodes have news; of conversations one more, where it does not become long. */
const mostOf = (nodes: number): { most: number; threads: number } => {
  const most = nodes === 1 ? 4 : nodes === 2 ? 2 : 1;
  return { most, threads: nodes < 6 ? most + 1 : most };
};

export function sectionsOf(news: News, nodes: readonly SectionNode[]): Section[] {
  const all = [...nodes, null].map((node) => {
    const here = <T extends { node_id: string | null }>(items: readonly T[]) => items.filter((item) => item.node_id === (node?.node_id ?? null));
    return { node, threads: here(news.threads).toSorted(nearerFirst), calls: here(news.calls), meetings: here(news.meetings), works: here(news.works) };
  });
  const lively = all.filter((each) => sizeOf(each) > 0);
  const { most, threads } = mostOf(lively.length);
  return lively.map((whole) => {
    const shown = { threads: whole.threads.slice(0, threads), calls: whole.calls.slice(0, most), meetings: whole.meetings.slice(0, most), works: whole.works.slice(0, most) };
    return { node: whole.node, ...shown, more: sizeOf(whole) - sizeOf(shown) };
  });
}

const sizeOf = (section: Omit<Section, "node" | "more">): number => section.threads.length + section.calls.length + section.meetings.length + section.works.length;

const isAnnounced = (thread: ThreadNews): boolean => thread.kind === "announcement" && thread.begun;

/** Announcements, then where most was said. */
function nearerFirst(a: ThreadNews, b: ThreadNews): number {
  return Number(isAnnounced(b)) - Number(isAnnounced(a)) || b.posts - a.posts || (a.at < b.at ? 1 : -1);
}

/** Threads that are shown and can be answered. */
export const repliable = (sections: readonly Section[]): string[] => sections.flatMap((section) => section.threads.filter((thread) => !thread.closed).map((thread) => thread.id));

/** «3 conversaciones, 1 convocatoria y 2 recursos», of all that is new, shown or not. */
export function countsOf(news: News): string {
  const announcements = news.threads.filter(isAnnounced).length;
  const opened = news.calls.filter((call) => call.is === "opened").length;
  const dates = news.meetings.filter((meeting) => meeting.kind === "milestone").length;
  const experiences = news.works.filter((work) => work.kind === "experience").length;
  const parts = [
    counted(announcements, "anuncio", "anuncios"),
    counted(news.threads.length - announcements, "conversación", "conversaciones"),
    counted(opened, "convocatoria abierta", "convocatorias abiertas"),
    counted(news.calls.length - opened, "resultado", "resultados"),
    counted(news.meetings.length - dates, "reunión", "reuniones"),
    counted(dates, "fecha para recordar", "fechas para recordar"),
    counted(experiences, "experiencia", "experiencias"),
    counted(news.works.length - experiences, "recurso", "recursos"),
  ].filter((part) => part !== "");
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} y ${parts.at(-1)}`;
}

const counted = (count: number, one: string, many: string): string => (count === 0 ? "" : `${count} ${count === 1 ? one : many}`);
