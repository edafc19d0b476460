/**
 * Reads iCalendar text as it really arrives: folded anywhere, with bare line feeds, tabs, a byte order mark, missing END lines, lines that are no
 * property at all. Never throws; what it does not understand it passes over. (Our own files are read by real parsers in the tests; this reads others'.)
 */

export interface CalendarLine {
  name: string;
  params: Record<string, string>;
  value: string;
}

export interface CalendarComponent {
  name: string;
  lines: CalendarLine[];
  parts: CalendarComponent[];
}

const MAX_LINES = 5_000;

export function readComponents(text: string): CalendarComponent {
  const root: CalendarComponent = { name: "", lines: [], parts: [] };
  const open = [root];
  for (const raw of unfolded(text)) {
    const line = readLine(raw);
    if (!line) continue;
    const here = open.at(-1) ?? root;
    if (line.name === "BEGIN") {
      const part = { name: line.value.trim().toUpperCase(), lines: [], parts: [] };
      here.parts.push(part);
      open.push(part);
    } else if (line.name === "END") {
      if (open.length > 1) open.pop();
    } else here.lines.push(line);
  }
  return root;
}

/** All components of this name, however deep. */
export function componentsNamed(from: CalendarComponent, name: string): CalendarComponent[] {
  return from.parts.flatMap((part) => [...(part.name === name ? [part] : []), ...componentsNamed(part, name)]);
}

export const lineOf = (component: CalendarComponent, name: string): CalendarLine | undefined => component.lines.find((line) => line.name === name);

export function textOf(component: CalendarComponent, name: string): string {
  const value = lineOf(component, name)?.value ?? "";
  return value.replace(/\\([nN\\;,])/g, (_, letter: string) => (letter === "n" || letter === "N" ? "\n" : letter)).trim();
}

function unfolded(text: string): string[] {
  return text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .replace(/\n[ \t]/g, "")
    .split("\n", MAX_LINES);
}

function readLine(raw: string): CalendarLine | null {
  const name = /^\s*(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)(?=[;:])/.exec(raw);
  if (!name?.[1]) return null;
  const params: Record<string, string> = {};
  let rest = raw.slice(name[0].length);
  while (rest.startsWith(";")) {
    // A value in quotes may hold colons and semicolons.
    const param = /^;\s*([A-Za-z0-9-]+)=((?:"[^"]*"|[^;:"])*)/.exec(rest);
    if (!param?.[1]) {
      // No parameter after all: up to the next separator it is noise.
      const next = /^;[^;:]*/.exec(rest);
      rest = rest.slice(next?.[0].length ?? rest.length);
      continue;
    }
    params[param[1].toUpperCase()] = (param[2] ?? "").replace(/"/g, "").trim();
    rest = rest.slice(param[0].length);
  }
  if (!rest.startsWith(":")) return null;
  return { name: name[1].toUpperCase(), params, value: rest.slice(1) };
}
