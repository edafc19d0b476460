import { parseWithZod } from "@conform-to/zod/v4";
import { z } from "zod";
import { errorSentence } from "#app/i18n/errors.ts";

/** Field name -> Spanish sentences; "" is the form as a whole. */
export type FormErrors = Record<string, string[]>;

/** What a page gets back when its form was refused: what was wrong and everything that was typed. */
export interface Submission {
  errors: FormErrors;
  values: Record<string, string | string[]>;
}

export type Parsed<T> = { ok: true; value: T } | { ok: false; submission: Submission };

/** Reads a form by its schema. Values in `submission.values` are as typed, for showing again. */
export function parseForm<S extends z.ZodType>(form: FormData, schema: S): Parsed<z.output<S>> {
  const parsed = parseWithZod(form, { schema });
  if (parsed.status === "success") return { ok: true, value: parsed.value };
  return { ok: false, submission: { errors: sentences(parsed.error ?? {}), values: typedValues(form) } };
}

/** Error codes by field -> sentences by field. */
export function sentences(codes: Record<string, string[] | null>): FormErrors {
  const result: FormErrors = {};
  for (const [field, list] of Object.entries(codes)) {
    // A mistake inside a list ("node_ids[2]") is shown beside the list.
    const name = field.replace(/\[\d+\].*$/, "");
    result[name] = [...new Set([...(result[name] ?? []), ...(list ?? []).map((code) => errorSentence(code))])];
  }
  return result;
}

const NEVER_SHOWN_AGAIN = new Set(["password", "new_password", "current_password"]);

/** The text fields of a form, as typed; passwords and files are left out. */
export function typedValues(form: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const key of new Set(form.keys())) {
    if (NEVER_SHOWN_AGAIN.has(key)) continue;
    const all = form.getAll(key).filter((value): value is string => typeof value === "string");
    if (all.length === 0) continue;
    values[key] = all.length === 1 ? (all[0] as string) : all;
  }
  return values;
}

export interface Constraint {
  required?: boolean;
  minLength?: number;
  maxLength?: number;
  min?: number;
  max?: number;
}

interface JsonSchema {
  properties?: Record<string, { minLength?: number; maxLength?: number; minimum?: number; maximum?: number }>;
  required?: string[];
}

/** The browser's share of the same schema: HTML attributes by field name, to spread on the inputs. */
export function constraintsOf(schema: z.ZodType): Record<string, Constraint> {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
  const result: Record<string, Constraint> = {};
  for (const [name, found] of Object.entries(json.properties ?? {})) {
    const { minLength, maxLength, minimum: min, maximum: max } = found;
    const all = { required: json.required?.includes(name), minLength, maxLength, min, max };
    result[name] = Object.fromEntries(Object.entries(all).filter(([, value]) => value));
  }
  return result;
}
