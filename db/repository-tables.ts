/**
 * The data model of the repository: resources and innovation experiences, their versions, files, replications, and what people say of them.
 * Conventions as in tables.ts. An experience is a resource of kind `experience`: all that resources have (versions, files, visibility, comments,
 * search, open formats) is written once; the sheet's own fields are its sections.
 */
import type { Generated } from "kysely";

type Instant = string;
type Day = string; // YYYY-MM-DD
type Json = string;

/** resources --------------------------------------------------------------------------------- */

/**
 * What stands here is what readers see: the content of the version `version`, put by publishing it. While nothing has been published (version 0)
 * it mirrors the draft, so that its authors find it in their lists. Drafts of later versions are only in resource_versions.
 */
export interface ResourcesTable {
  id: string;
  slug: string;
  kind: string; // key of RESOURCE_KINDS in domain/resources/resource.ts
  state: string; // draft (never published), in_review (never published, asked), published, archived, withdrawn (by moderation)
  title: string;
  summary: string;
  body_md: string;
  body_html: string;
  link_url: string | null;
  authors_agreed_at: Instant | null; // whoever is named agreed that their names stand on public pages
  language: string; // BCP 47: es, arn, ay, qu, rap, en…
  licence: string; // key of LICENCES
  visibility: string; // public, members, node (of its nodes), circle (a voice in circle_id)
  circle_id: string | null;
  levels: Json; // string[] of keys of LEVELS
  objectives: string; // learning objectives or module, as people write them
  closes_local: string | null; // opportunities: wall time of the end
  zone: string | null;
  closes_at: Instant | null; // the same as an instant
  event_id: string | null; // the milestone that shows closes_at in calendars
  adapted_from_id: string | null; // a chain of adaptations: this comes from that
  version: number; // number of the live version; 0 = never published
  created_by: string | null;
  created_at: Instant;
  updated_at: Instant; // of the live content
  published_at: Instant | null; // first time
  archived_at: Instant | null;
  withdrawn_at: Instant | null; // by moderation: see reports
  useful_count: Generated<number>; // counters are kept in the transaction of what they count
  saved_count: Generated<number>;
  comments_count: Generated<number>;
  replications_count: Generated<number>;
  uses_count: Generated<number>; // downloads and followed links
}

/** One row a version. At most one of a resource is open (draft or in_review). */
export interface ResourceVersionsTable {
  id: string;
  resource_id: string;
  number: number;
  state: string; // draft, in_review, live, past
  content: Json; // ResourceContent
  note: string; // what changed
  by_person_id: string | null;
  created_at: Instant;
  updated_at: Instant;
  asked_at: Instant | null; // review asked
  published_at: Instant | null;
  decided_by: string | null; // who reviewed
  decision_note: string; // what the reviewer answered; with state draft: sent back
}

/** The structured sheet of an experience, live. Keys of SECTIONS in domain/resources/experience.ts. */
export interface ResourceSectionsTable {
  resource_id: string;
  key: string;
  md: string;
  html: string;
}

/** Who signs it, in order. With person_id: an account, who may edit it too. */
export interface ResourceAuthorsTable {
  id: string;
  resource_id: string;
  position: number;
  person_id: string | null;
  name: string;
}

export interface ResourceNodesTable {
  resource_id: string;
  node_id: string;
}

export interface ResourceSchoolsTable {
  resource_id: string;
  establishment_id: string;
}

export interface ResourceSpecialtiesTable {
  resource_id: string;
  specialty_id: string;
}

export interface ResourceTagsTable {
  resource_id: string;
  tag: string; // as written
  tag_key: string; // searchText of it
}

/** The specialties of technical education, which administration edits. */
export interface SpecialtiesTable {
  id: string; // slug of the first name, for ever
  name: string;
  sector: string;
  position: number;
  archived_at: Instant | null;
}

/** files ------------------------------------------------------------------------------------- */

/** One row a content: the same bytes are kept once. The bytes are in the store (app/storage) under the SHA-256. */
export interface FilesTable {
  id: string;
  sha256: string; // hex; unique
  size: number;
  media_type: string; // by content, not by name
  kind: string; // pdf, office, image, video, audio, zip, text
  width: number | null;
  height: number | null;
  pages: number | null;
  preview: number; // 1 = has thumbnails in the store
  text: string | null; // taken out of it for search; at most TEXT_MAX characters
  state: string; // waiting (for the worker), ready, failed (as a file it is fine: no text or preview could be made)
  attempts: Generated<number>;
  next_attempt_at: Instant | null;
  created_at: Instant;
}

/** A file at a thing, under the name it was given. Who sees the thing sees it: domain/files/owners.server.ts. */
export interface AttachmentsTable {
  id: string; // stands in its URL
  owner_kind: string; // resource, replication, post, application
  owner_id: string;
  file_id: string;
  name: string; // cleaned file name
  label: string; // what it is; for images the text alternative
  position: number;
  added_in: number; // resources: the version that brought it; applications: 2 came with the experience; others 1
  removed_in: number | null; // the version without it
  added_by: string | null;
  added_at: Instant;
}

/** An upload under way: bytes so far are in the store's staging place under this id. */
export interface UploadsTable {
  id: string;
  person_id: string;
  owner_kind: string;
  owner_id: string;
  name: string;
  size: number; // declared
  received: number;
  created_at: Instant;
  touched_at: Instant;
  finished_at: Instant | null;
  attachment_id: string | null;
  refused: string | null; // code of why not
}

/** replications and feedback ----------------------------------------------------------------- */

/** «Lo usamos en nuestro liceo»: the point of the repository. */
export interface ReplicationsTable {
  id: string;
  resource_id: string;
  establishment_id: string | null;
  place: string; // course, workshop, town… where no school of the directory says it
  used_on: Day;
  changed_md: string; // what they changed
  changed_html: string;
  happened_md: string; // what happened
  happened_html: string;
  evidence_url: string | null;
  adaptation_id: string | null; // the resource that came of it
  person_id: string | null;
  created_at: Instant;
  updated_at: Instant;
  removed_at: Instant | null;
  removed_by: string | null;
}

/** A comment; with `section`, a peer's feedback on that part of an experience. */
export interface CommentsTable {
  id: string;
  resource_id: string;
  section: string | null;
  parent_id: string | null; // answers are one level deep
  body_md: string;
  body_html: string;
  person_id: string | null;
  created_at: Instant;
  edited_at: Instant | null;
  removed_at: Instant | null;
  removed_by: string | null;
}

export interface CommentMentionsTable {
  comment_id: string;
  person_id: string;
}

/** «Guardado» and «Me sirvió». */
export interface ResourceMarksTable {
  resource_id: string;
  person_id: string;
  kind: string; // saved, useful
  created_at: Instant;
}

/** Uses by day, without persons. */
export interface ResourceUsesTable {
  resource_id: string;
  day: Day;
  count: number;
}

/** What somebody tells moderators. */
export interface ReportsTable {
  id: string;
  target_kind: string; // resource, comment, replication
  target_id: string;
  resource_id: string;
  reason: string; // abuse, copyright, personal_data, wrong, other
  message: string;
  reporter_person_id: string | null;
  reporter_email: string | null; // of a visitor who wants an answer
  created_at: Instant;
  decided_at: Instant | null;
  decided_by: string | null;
  decision: string | null; // kept, removed
  decision_note: string;
}

/** collections ------------------------------------------------------------------------------- */

/** A path of resources in order. Each reader sees those of its items that they may see. */
export interface CollectionsTable {
  id: string;
  slug: string;
  title: string;
  summary: string;
  body_md: string;
  body_html: string;
  visibility: string; // public, members, node, mine
  node_id: string | null; // of a node: who may edit its repository may edit it
  created_by: string | null;
  created_at: Instant;
  updated_at: Instant;
  archived_at: Instant | null;
}

export interface CollectionItemsTable {
  id: string;
  collection_id: string;
  resource_id: string;
  position: number;
  note_md: string;
  note_html: string;
  added_at: Instant;
}

/** open formats ------------------------------------------------------------------------------ */

/** A work that is public, or was once: what OAI-PMH tells of. What never was public has no row. */
export interface OpenRecordsTable {
  resource_id: string;
  changed_at: Instant; // its content, or that it came or went
  gone_at: Instant | null; // told as deleted since
}

/** Its nodes while it was public last. */
export interface OpenRecordNodesTable {
  resource_id: string;
  node_id: string;
}

/** What was made of a line of an import. */
export interface ImportedResourcesTable {
  source_key: string; // SHA-256 of what names its source: link, file, or kind and title
  resource_id: string;
  fingerprint: string; // of the line as it was imported last
  import_id: string;
  imported_at: Instant;
}

export interface RepositoryTables {
  open_records: OpenRecordsTable;
  open_record_nodes: OpenRecordNodesTable;
  imported_resources: ImportedResourcesTable;
  resources: ResourcesTable;
  resource_versions: ResourceVersionsTable;
  resource_sections: ResourceSectionsTable;
  resource_authors: ResourceAuthorsTable;
  resource_nodes: ResourceNodesTable;
  resource_schools: ResourceSchoolsTable;
  resource_specialties: ResourceSpecialtiesTable;
  resource_tags: ResourceTagsTable;
  specialties: SpecialtiesTable;
  files: FilesTable;
  attachments: AttachmentsTable;
  uploads: UploadsTable;
  replications: ReplicationsTable;
  comments: CommentsTable;
  comment_mentions: CommentMentionsTable;
  resource_marks: ResourceMarksTable;
  resource_uses: ResourceUsesTable;
  reports: ReportsTable;
  collections: CollectionsTable;
  collection_items: CollectionItemsTable;
}
