/** What conversations and digests keep of a person, told to them. One part of the one query about what they did (own-data.repo.server.ts). */
import { sql } from "kysely";
import type { Told } from "./told.ts";

/** Not yet asked. `meeting` is the thread or the node that it is about. */
export function conversationsOf({ id }: { id: string }) {
  return sql<Told>`SELECT 'conversation begun' AS what, h.title AS meeting, h.kind AS "of", h.visibility AS said, '' AS words, h.created_at AS at FROM threads h WHERE h.created_by = ${id}
    UNION ALL SELECT 'post', h.title, o.source, CASE WHEN o.removed_at IS NOT NULL THEN 'removed' WHEN o.published_at IS NULL THEN 'draft' ELSE 'said' END, o.body_md, o.created_at
      FROM posts o JOIN threads h ON h.id = o.thread_id WHERE o.person_id = ${id}
    UNION ALL SELECT 'named in a post', h.title, '', '', '', o.created_at
      FROM post_mentions m JOIN posts o ON o.id = m.post_id JOIN threads h ON h.id = o.thread_id WHERE m.person_id = ${id} AND o.published_at IS NOT NULL AND o.removed_at IS NULL
    UNION ALL SELECT 'conversation read', h.title, CASE v.follows WHEN 1 THEN 'follows' WHEN 0 THEN 'muted' ELSE '' END, '', '', v.read_at
      FROM thread_readers v JOIN threads h ON h.id = v.thread_id WHERE v.person_id = ${id}
    UNION ALL SELECT 'conversation moderated', h.title, 'pinned', '', '', h.pinned_at FROM threads h WHERE h.pinned_by = ${id}
    UNION ALL SELECT 'conversation moderated', h.title, 'closed', '', '', h.closed_at FROM threads h WHERE h.closed_by = ${id}
    UNION ALL SELECT 'conversation moderated', h.title, 'removed', '', '', h.removed_at FROM threads h WHERE h.removed_by = ${id}
    UNION ALL SELECT 'post removed', h.title, '', '', '', o.removed_at FROM posts o JOIN threads h ON h.id = o.thread_id WHERE o.removed_by = ${id}
    UNION ALL SELECT 'news of a node', n.name, w.how, '', '', w.chosen_at FROM node_news w JOIN nodes n ON n.id = w.node_id WHERE w.person_id = ${id}
    UNION ALL SELECT 'digest sent', '', g.period, '', '', g.sent_at FROM digests g WHERE g.person_id = ${id}
    UNION ALL SELECT 'told by mail', '', t.ref, '', '', t.at FROM told t WHERE t.person_id = ${id}`;
}
