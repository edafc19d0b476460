/** What a digest holds, and what one chooses of it. Browser-safe. */
import { z } from "zod";
import { DIGESTS, type DigestPace, NEWS_WAYS, type NewsWay } from "#app/domain/threads/thread.ts";

export const isPace = (value: string): value is DigestPace => value in DIGESTS;
export const isNewsWay = (value: string): value is NewsWay => value in NEWS_WAYS;

/** The form of /resumen/:token. A mail program's own button (RFC 8058) sends `List-Unsubscribe=One-Click` and nothing else: no digest any more. */
export const PaceInput = z.object({
  digest: z.enum(["daily", "weekly", "never"], "choice").optional(),
  "List-Unsubscribe": z.string().optional(),
});

/** Something new in one node (null: of the whole network) for one person. */
interface Item {
  id: string;
  node_id: string | null;
}

export interface ThreadNews extends Item {
  kind: string;
  title: string;
  closed: boolean;
  /** Posts that they have not read. */
  posts: number;
  /** The first among them: the conversation itself is new. */
  begun: boolean;
  /** Of the post that tells best what it is about: the first where it is new, else the last. */
  body_html: string;
  author: string | null;
  at: string;
}

export interface WorkNews extends Item {
  kind: string;
  slug: string;
  title: string;
  at: string;
}

export interface MeetingNews extends Item {
  kind: string;
  title: string;
  starts_at: string;
  ends_at: string;
  zone: string;
  place: string | null;
}

export interface CallNews extends Item {
  is: "opened" | "results";
  kind: string;
  slug: string;
  title: string;
  closes_at: string;
  zone: string;
}

export interface News {
  threads: ThreadNews[];
  works: WorkNews[];
  meetings: MeetingNews[];
  calls: CallNews[];
}
