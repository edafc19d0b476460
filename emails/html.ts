/** Markup that is safe to send as it is. Only `html` and `raw` make it. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

export type Htmlable = string | number | Html | null | undefined | false | readonly Htmlable[];

/** A template whose values are escaped, unless they are Html already. Null, undefined and false say nothing. */
export function html(strings: TemplateStringsArray, ...values: Htmlable[]): Html {
  let markup = strings[0] ?? "";
  for (const [index, value] of values.entries()) markup += asMarkup(value) + (strings[index + 1] ?? "");
  return new Html(markup);
}

/** Markup made elsewhere and known to be safe: sanitised Markdown. */
export function raw(markup: string): Html {
  return new Html(markup);
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function asMarkup(value: Htmlable): string {
  if (value instanceof Html) return value.markup;
  if (value === null || value === undefined || value === false) return "";
  if (typeof value === "object") return value.map(asMarkup).join("");
  return String(value).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
