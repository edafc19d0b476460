/** What people say of a resource; with a section, a peer's feedback on that part of an experience. Browser-safe. */
import { z } from "zod";
import { isSectionKey } from "#app/domain/resources/experience.ts";
import { text } from "#app/domain/text.ts";
import { isId } from "#db/ids.ts";

export const COMMENT_MAX = 4_000;
export const COMMENTS_PAGE = 20;

export interface CommentShown {
  id: string;
  section: string | null;
  /** null: removed, and kept as a gap because somebody answered it. */
  body_html: string | null;
  /** What was typed, for whoever may change it. */
  body_md: string | null;
  author: { name: string; school: string | null } | null;
  created_at: string;
  edited: boolean;
  mine: boolean;
}

export interface CommentThread extends CommentShown {
  answers: CommentShown[];
}

export interface CommentPage {
  /** null for visitors: names are of persons, so the conversation is for people with an account. */
  threads: CommentThread[] | null;
  /** All that is said, answers too. */
  total: number;
  page: number;
  pages: number;
  /** Id of what may be said next: sent twice, it is said once. */
  newId: string;
}

const someId = z
  .string()
  .optional()
  .transform((value) => (isId(value ?? "") ? (value as string) : null));

export const CommentInput = z.object({
  comment_id: z.string("required").refine(isId, "required"),
  parent_id: someId,
  section: z
    .string()
    .optional()
    .transform((value) => (isSectionKey(value) ? value : null)),
  body: text(COMMENT_MAX).refine((value) => value !== "", "required"),
});
export type CommentInput = z.output<typeof CommentInput>;
