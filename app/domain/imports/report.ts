/** What an import would do, line by line: the dry run's result, kept as JSON and shown by the page and the command line. */

export type LineAction = "create" | "change" | "same" | "refuse";

export interface LineChange {
  field: string; // key of FIELD_LABELS in app/i18n/imports.ts
  from: string;
  to: string;
}

export interface LineReason {
  code: string; // key of REASONS in app/i18n/imports.ts
  value?: string;
}

export interface ReportLine {
  line: number; // as a spreadsheet numbers it: the header is line 1
  action: LineAction;
  title: string;
  changes: LineChange[];
  reasons: LineReason[];
}

export interface ImportReport {
  lines: ReportLine[];
  /** Columns that no field takes: said, so that a misspelt header is noticed. */
  unknownColumns: string[];
}

export type ImportKind = "establishments" | "people";
export const IMPORT_KINDS: readonly ImportKind[] = ["establishments", "people"];

export function countActions(report: ImportReport): Record<LineAction, number> {
  const counts: Record<LineAction, number> = { create: 0, change: 0, same: 0, refuse: 0 };
  for (const line of report.lines) counts[line.action] += 1;
  return counts;
}
