/** What may be kept, how big, and under which name. Browser-safe. */
import { cleanLine } from "#app/domain/text.ts";

export type FileKind = "pdf" | "office" | "image" | "video" | "audio" | "zip" | "text";
export type OwnerKind = "resource" | "replication" | "post" | "application";

export const MEGABYTE = 1024 * 1024;
export const MAX_BYTES = 50 * MEGABYTE;
export const MAX_VIDEO_BYTES = 500 * MEGABYTE;
/** Whatever somebody says they bring: more is nothing that we keep. */
export const MAX_UPLOAD_BYTES = MAX_VIDEO_BYTES;
export const MAX_FILES = 30;
/** What one person may bring within 24 hours. */
export const DAILY_BYTES = 2048 * MEGABYTE;
/** The step in which browsers send a file that can be resumed. */
export const CHUNK_BYTES = MEGABYTE;

export const maxBytesOf = (kind: FileKind): number => (kind === "video" ? MAX_VIDEO_BYTES : MAX_BYTES);

/** Why a file is refused: app/i18n/file-refusals.ts says it in Spanish. */
export type FileRefusal =
  | "empty"
  | "too_big"
  | "too_big_video"
  | "active" // pages, drawings and programs that a browser would run
  | "executable"
  | "macros"
  | "unknown_type"
  | "archive_broken"
  | "archive_big"
  | "image_huge"
  | "too_many_files"
  | "daily_quota"
  | "incomplete"
  | "no_space";

/** What a content is. `extension` is the one that its name gets when it has another. */
export interface FileType {
  media_type: string;
  kind: FileKind;
  extension: string;
  /** Others that mean the same. */
  also?: readonly string[];
}

const ODF = "application/vnd.oasis.opendocument.";
const OOXML = "application/vnd.openxmlformats-officedocument.";

export const FILE_TYPES = {
  pdf: { media_type: "application/pdf", kind: "pdf", extension: "pdf" },
  docx: { media_type: `${OOXML}wordprocessingml.document`, kind: "office", extension: "docx" },
  xlsx: { media_type: `${OOXML}spreadsheetml.sheet`, kind: "office", extension: "xlsx" },
  pptx: { media_type: `${OOXML}presentationml.presentation`, kind: "office", extension: "pptx", also: ["ppsx"] },
  odt: { media_type: `${ODF}text`, kind: "office", extension: "odt" },
  ods: { media_type: `${ODF}spreadsheet`, kind: "office", extension: "ods" },
  odp: { media_type: `${ODF}presentation`, kind: "office", extension: "odp" },
  doc: { media_type: "application/msword", kind: "office", extension: "doc" },
  xls: { media_type: "application/vnd.ms-excel", kind: "office", extension: "xls" },
  ppt: { media_type: "application/vnd.ms-powerpoint", kind: "office", extension: "ppt", also: ["pps"] },
  jpg: { media_type: "image/jpeg", kind: "image", extension: "jpg", also: ["jpeg", "jfif"] },
  png: { media_type: "image/png", kind: "image", extension: "png" },
  webp: { media_type: "image/webp", kind: "image", extension: "webp" },
  gif: { media_type: "image/gif", kind: "image", extension: "gif" },
  avif: { media_type: "image/avif", kind: "image", extension: "avif" },
  heic: { media_type: "image/heic", kind: "image", extension: "heic", also: ["heif"] },
  mp4: { media_type: "video/mp4", kind: "video", extension: "mp4", also: ["m4v"] },
  webm: { media_type: "video/webm", kind: "video", extension: "webm" },
  mov: { media_type: "video/quicktime", kind: "video", extension: "mov", also: ["qt"] },
  mp3: { media_type: "audio/mpeg", kind: "audio", extension: "mp3" },
  m4a: { media_type: "audio/mp4", kind: "audio", extension: "m4a" },
  ogg: { media_type: "audio/ogg", kind: "audio", extension: "ogg", also: ["oga", "opus"] },
  wav: { media_type: "audio/wav", kind: "audio", extension: "wav" },
  zip: { media_type: "application/zip", kind: "zip", extension: "zip" },
  txt: { media_type: "text/plain", kind: "text", extension: "txt", also: ["text", "log"] },
  csv: { media_type: "text/csv", kind: "text", extension: "csv", also: ["tsv"] },
  md: { media_type: "text/markdown", kind: "text", extension: "md", also: ["markdown"] },
} as const satisfies Record<string, FileType>;

/** For the form: `<input type="file" accept>`. */
export const ACCEPTED = Object.values(FILE_TYPES)
  .flatMap((type: FileType) => [type.extension, ...(type.also ?? [])])
  .map((extension) => `.${extension}`)
  .join(",");

/** Shown by browsers themselves; all others are kept by whoever opens them. */
const SHOWN = new Set(["application/pdf", "image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"]);
export const isShown = (mediaType: string): boolean => SHOWN.has(mediaType) || mediaType.startsWith("video/") || mediaType.startsWith("audio/");

export interface Attachment {
  id: string;
  owner_id: string;
  file_id: string;
  name: string;
  label: string;
  media_type: string;
  kind: FileKind;
  size: number;
  width: number | null;
  height: number | null;
  pages: number | null;
  /** Thumbnails are there. */
  preview: boolean;
  position: number;
  added_at: string;
}

const MAX_NAME = 200;
// Marks that turn the direction of writing, or take no room: `fotogpj.exe` would read as `fotoexe.jpg`.
const INVISIBLE = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFFF9-\uFFFB]|\p{Variation_Selector}/gu;

/** A name that was typed, without folders, and without what a file system or a reader could take for something else. */
export function cleanFileName(typed: string): string {
  const last = cleanLine(typed.split(/[\\/]/).at(-1) ?? "").replace(INVISIBLE, "");
  return last.replace(/[<>:"|?*]/g, "_").replace(/^[.\s]+|[.\s]+$/g, "");
}

/** The same, ending as its content does: `planos.exe` that is a PDF becomes `planos.pdf`. */
export function fileName(typed: string, type: FileType): string {
  const clean = cleanFileName(typed);
  const dot = clean.lastIndexOf(".");
  const extension = dot > 0 ? clean.slice(dot + 1).toLowerCase() : "";
  const right = extension === type.extension || (type.also ?? []).includes(extension);
  const known = right || /^[a-z0-9]{1,5}$/.test(extension);
  const stem = (known && dot > 0 ? clean.slice(0, dot) : clean) || "archivo";
  const ending = `.${right ? extension : type.extension}`;
  return cut(stem, MAX_NAME - ending.length) + ending;
}

/** At most `max` UTF-16 units, no half character at the end. */
const cut = (text: string, max: number): string =>
  text.length <= max
    ? text
    : text
        .slice(0, max)
        .replace(/[\uD800-\uDBFF]$/, "")
        .trimEnd();

/** What the name promises, in lower case: "" where it promises nothing. */
export const extensionOf = (name: string): string => /\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? "";
