/** Threads of a node and what is said in them. Browser-safe. */
import { z } from "zod";
import type { Mention } from "#app/domain/mentions/mentions.ts";
import { line, text } from "#app/domain/text.ts";
import { isId } from "#db/ids.ts";
import type { ThreadStanding } from "./thread.policy.ts";

export const THREAD_KINDS = { discussion: "Conversación", announcement: "Anuncio" } as const;
export type ThreadKind = keyof typeof THREAD_KINDS;
export const isThreadKind = (value: unknown): value is ThreadKind => typeof value === "string" && Object.hasOwn(THREAD_KINDS, value);

/** Who reads it. `public` is for announcements alone: their first post stands on the node's public page, without names. */
export const THREAD_VISIBILITIES = { node: "Las personas del nodo", members: "Todas las personas con cuenta", public: "Cualquiera, también sin cuenta" } as const;
export type ThreadVisibility = keyof typeof THREAD_VISIBILITIES;

/** How somebody hears of one node. Without a choice: announcements at once, the rest in the digest. */
export const NEWS_WAYS = { each: "Cada mensaje por correo", digest: "En el resumen", none: "Nada" } as const;
export type NewsWay = keyof typeof NEWS_WAYS;

export const DIGESTS = { daily: "Cada día", weekly: "Cada semana", never: "Nunca" } as const;
export type DigestPace = keyof typeof DIGESTS;

export const THREAD_TITLE_MAX = 150;
export const POST_MAX = 10_000;
export const POSTS_PAGE = 30;
export const THREADS_PAGE = 20;

export interface ThreadNode {
  id: string;
  slug: string;
  name: string;
  colour: number;
  glyph: string;
}

/** A line of a list. Visitors get no author, and of the conversation only what began it. */
export interface ThreadCard {
  id: string;
  kind: ThreadKind;
  visibility: ThreadVisibility;
  title: string;
  /** The first words of what began it. */
  excerpt: string;
  node: ThreadNode;
  author: string | null;
  /** When it was begun. */
  published_at: string;
  /** Of the newest post; for visitors when it was begun. */
  last_at: string;
  posts_count: number;
  /** Something in it is newer than what the reader saw, in a node of theirs or a thread that they follow. */
  unread: boolean;
  pinned: boolean;
  closed: boolean;
}

/** A thread as the reader finds it, with what they may do in it. */
export interface StandingThread extends ThreadStanding {
  id: string;
  kind: ThreadKind;
  visibility: ThreadVisibility;
  title: string;
  node: ThreadNode;
  /** null for visitors, and where the account was closed. */
  author: string | null;
  created_at: string;
  last_at: string;
  pinned_at: string | null;
  removed_by: string | null;
  /** The node it stood in before. */
  moved_from: { slug: string; name: string } | null;
  moved_at: string | null;
  /** What the reader chose for this thread: every post by mail, muted, or nothing (null: as they have it for the node). */
  follows: boolean | null;
  /** What they chose for its node; null: nothing. */
  news: NewsWay | null;
  /** Posts until then were seen. */
  read_at: string | null;
  /** What the reader began to write in it and has not published (of a thread not yet published, what begins it). */
  draft_id: string | null;
  may: ThreadMay;
}

export interface ThreadMay {
  answer: boolean;
  /** Title and who reads it. */
  edit: boolean;
  close: boolean;
  pin: boolean;
  move: boolean;
  remove: boolean;
  /** Bring back what was removed. */
  return: boolean;
  /** Take away what others said. */
  moderate: boolean;
}

export interface PostShown {
  id: string;
  first: boolean;
  /** null: removed, kept as a gap. */
  body_html: string | null;
  /** What was typed, for whoever may change it. */
  body_md: string | null;
  /** null for visitors, in gaps, and where the account was closed. */
  author: { name: string; school: string | null } | null;
  source: "web" | "mail";
  published_at: string;
  edited: boolean;
  removed: boolean;
  mine: boolean;
  /** Newer than what the reader has seen, and not theirs. */
  unread: boolean;
  may: { edit: boolean; remove: boolean; return: boolean };
}

/** What was written is kept or said, or nothing was: the names that are unclear have to be cleared up first. */
export type Posted =
  | { done: true; threadId: string; postId: string; published: boolean /** Names of who was meant. */; told: string[] }
  /** Nothing was saved: these names are nobody's here, or several people's. */
  | { done: false; unclear: Mention[] };

const id = z.string("required").refine(isId, "required");
const body = text(POST_MAX).refine((value) => value !== "", "required");
const kind = z.enum(Object.keys(THREAD_KINDS) as [ThreadKind, ...ThreadKind[]], "choice");
const visibility = z.enum(Object.keys(THREAD_VISIBILITIES) as [ThreadVisibility, ...ThreadVisibility[]], "choice");

/** The ids come with the form: sent twice, it is begun once. */
export const ThreadInput = z
  .object({ thread_id: id, post_id: id, kind, visibility, title: line(THREAD_TITLE_MAX), body })
  .refine((input) => input.kind === "announcement" || input.visibility !== "public", { error: "choice", path: ["visibility"] });
export type ThreadInput = z.output<typeof ThreadInput>;

export const ThreadEditInput = z.object({ title: line(THREAD_TITLE_MAX), visibility });
export type ThreadEditInput = z.output<typeof ThreadEditInput>;

export const PostInput = z.object({ post_id: id, body });
export type PostInput = z.output<typeof PostInput>;

/** A post that is changed: its id is in the address. */
export const PostEditInput = z.object({ body });
export type PostEditInput = z.output<typeof PostEditInput>;
