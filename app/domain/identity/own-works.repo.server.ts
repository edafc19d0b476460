/** What the repository keeps of a person, told to them. One part of the one query about what they did (own-data.repo.server.ts). */
import { sql } from "kysely";
import type { Told } from "./told.ts";

/** Not yet asked. `meeting` is the resource or collection that it is about. */
export function worksOf({ id, email }: { id: string; email: string }) {
  return sql<Told>`SELECT 'resource shared' AS what, r.title AS meeting, r.kind AS "of", r.state AS said, '' AS words, r.created_at AS at FROM resources r WHERE r.created_by = ${id}
    UNION ALL SELECT 'resource signed', r.title, r.kind, r.state, a.name, r.created_at FROM resource_authors a JOIN resources r ON r.id = a.resource_id WHERE a.person_id = ${id}
    UNION ALL SELECT 'version written', r.title, r.kind, v.state, v.note, v.created_at FROM resource_versions v JOIN resources r ON r.id = v.resource_id WHERE v.by_person_id = ${id}
    UNION ALL SELECT 'version reviewed', r.title, r.kind, v.state, v.decision_note, v.updated_at FROM resource_versions v JOIN resources r ON r.id = v.resource_id WHERE v.decided_by = ${id}
    UNION ALL SELECT 'file attached', t.name, t.owner_kind, '', t.label, t.added_at FROM attachments t WHERE t.added_by = ${id}
    UNION ALL SELECT 'file being uploaded', u.name, u.owner_kind, COALESCE(u.refused, ''), '', u.created_at FROM uploads u WHERE u.person_id = ${id}
    UNION ALL SELECT 'comment', r.title, c.section, CASE WHEN c.removed_at IS NULL THEN 'said' ELSE 'removed' END, c.body_md, c.created_at
      FROM comments c JOIN resources r ON r.id = c.resource_id WHERE c.person_id = ${id}
    UNION ALL SELECT 'named in a comment', r.title, '', '', '', c.created_at
      FROM comment_mentions m JOIN comments c ON c.id = m.comment_id JOIN resources r ON r.id = c.resource_id WHERE m.person_id = ${id} AND c.removed_at IS NULL
    UNION ALL SELECT 'mark', r.title, k.kind, '', '', k.created_at FROM resource_marks k JOIN resources r ON r.id = k.resource_id WHERE k.person_id = ${id}
    UNION ALL SELECT 'replication', r.title, l.place, l.changed_md, l.happened_md, l.created_at FROM replications l JOIN resources r ON r.id = l.resource_id WHERE l.person_id = ${id}
    UNION ALL SELECT 'report', r.title, g.reason, COALESCE(g.decision, 'open'), g.message, g.created_at
      FROM reports g JOIN resources r ON r.id = g.resource_id WHERE g.reporter_person_id = ${id} OR g.reporter_email = ${email}
    UNION ALL SELECT 'report decided', r.title, g.reason, COALESCE(g.decision, ''), g.decision_note, g.decided_at FROM reports g JOIN resources r ON r.id = g.resource_id WHERE g.decided_by = ${id}
    UNION ALL SELECT 'collection', o.title, o.visibility, o.summary, o.body_md, o.created_at FROM collections o WHERE o.created_by = ${id}`;
}
