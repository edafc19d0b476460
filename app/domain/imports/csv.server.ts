import { type CsvError, parse } from "csv-parse/sync";
import { invalid } from "#app/domain/errors.ts";
import { cleanLine } from "#app/domain/text.ts";
import { searchText } from "#db/search-text.ts";

export const MAX_CSV_BYTES = 8 * 1024 * 1024;
export const MAX_CSV_LINES = 30_000;

export interface CsvLine {
  line: number;
  values: Record<string, string>; // by field name; absent columns are absent
}

/**
 * Reads a CSV as spreadsheets write it: UTF-8 or Windows-1252, comma, semicolon or tab, with or without a byte-order mark.
 * `columns` maps a field to the headers it answers to (compared without case, accents or punctuation).
 * Errors: "invalid" on field `file` (file_required, file_not_csv, file_too_big, file_no_rows, file_missing_column).
 */
export function readCsv(bytes: Uint8Array, columns: Record<string, string[]>, required: string[]): { lines: CsvLine[]; unknownColumns: string[]; text: string } {
  if (bytes.length === 0) throw invalid("file", "file_required");
  if (bytes.length > MAX_CSV_BYTES) throw invalid("file", "file_too_big");
  const text = decode(bytes);
  const rows = records(text);
  const [header, ...body] = rows;
  if (!header || body.length === 0) throw invalid("file", "file_no_rows");
  if (body.length > MAX_CSV_LINES) throw invalid("file", "file_too_big");
  const fields = header.record.map((name) => fieldOf(name, columns));
  if (required.some((field) => !fields.includes(field))) throw invalid("file", "file_missing_column");
  const lines = body.map(({ record, line }) => {
    const values: Record<string, string> = {};
    for (const [index, field] of fields.entries()) if (field) values[field] = cleanLine(record[index] ?? "");
    return { line, values };
  });
  return { lines, unknownColumns: header.record.filter((name, index) => !fields[index] && name.trim() !== "").map(cleanLine), text };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes); // what a Spanish Excel writes
  }
}

interface Record_ {
  record: string[];
  line: number;
}

function records(text: string): Record_[] {
  if (text.includes("\0")) throw invalid("file", "file_not_csv");
  const firstLine = text.slice(0, text.search(/\r|\n|$/));
  const delimiter = [";", "\t", ","].reduce((best, each) => (firstLine.split(each).length > firstLine.split(best).length ? each : best), ",");
  try {
    const found = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    return found.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    if (typeof (error as CsvError).code === "string") throw invalid("file", "file_not_csv");
    throw error;
  }
}

const plain = (name: string) => searchText(name).replace(/[^a-z0-9]/g, "");

function fieldOf(header: string, columns: Record<string, string[]>): string | null {
  const wanted = plain(header);
  return Object.entries(columns).find(([, names]) => names.some((name) => plain(name) === wanted))?.[0] ?? null;
}
