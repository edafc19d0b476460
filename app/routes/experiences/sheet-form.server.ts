/** Reading a part of the sheet out of a form. */

import type { Written, WrittenPart } from "#app/domain/resources/sheet.server.ts";
import { OpeningInput, SectionInput } from "#app/domain/resources/sheet.ts";
import { type Parsed, parseForm } from "#app/http/form.server.ts";

export function readPart(part: WrittenPart, form: FormData): Parsed<Written> {
  return part === "inicio" ? parseForm(form, OpeningInput) : parseForm(form, SectionInput);
}
