/** The administrator's terminal speaks English; the pages say the same in Spanish (app/i18n/imports.ts). */
import type { LineReason } from "#app/domain/imports/report.ts";

const REASONS: Record<string, (value: string) => string> = {
  name_missing: () => "the name is missing",
  name_long: () => "the name is too long",
  comuna_missing: () => "the comuna is missing",
  comuna_unknown: (value) => `there is no comuna "${value}"`,
  rbd_bad: (value) => `"${value}" is no RBD`,
  dependency_unknown: (value) => `there is no dependency "${value}"`,
  rural_bad: (value) => `"rural" takes sí or no, not "${value}"`,
  cohort_bad: (value) => `"${value}" is no year`,
  node_unknown: (value) => `there is no node "${value}"`,
  repeated: (value) => `repeats line ${value}`,
  email_missing: () => "the address is missing",
  email_bad: (value) => `"${value}" is no mail address`,
  school_unknown: (value) => `there is no establishment "${value}": import it first, or mend the name`,
  school_ambiguous: (value) => `there are several establishments "${value}": give its RBD`,
  position_unknown: (value) => `"cargo" takes docente, directiva/o, equipo gestor, aliada/o or otra, not "${value}"`,
  counterpart_without_school: () => "a counterpart needs an establishment",
};

export function reasonInEnglish({ code, value = "" }: LineReason): string {
  return REASONS[code]?.(value) ?? code;
}

const FILE_ERRORS: Record<string, string> = {
  file_required: "the file is empty",
  file_too_big: "the file is too big: 8 MB and 30,000 lines at most",
  file_not_csv: "this is no CSV file: save it as CSV (UTF-8) and try again",
  file_no_rows: "there are no lines below the header",
};

export function fileErrorInEnglish(code: string, requiredColumn: string): string {
  if (code === "file_missing_column") return `there is no column "${requiredColumn}": look at the names in the first line`;
  return FILE_ERRORS[code] ?? `the file cannot be read (${code})`;
}
