/** The page of a collection's archive: opened from a disk, without a network, on any computer of a school. Pure. */
import { xml } from "#app/domain/feeds/atom.ts";
import { calendarText } from "#app/domain/feeds/ical-text.ts";
import { longDate } from "#app/i18n/dates.ts";
import { sizeWords } from "#app/i18n/files.ts";
import { counted } from "#app/i18n/labels.ts";
import type { ArchivedCollection } from "./archive.repo.server.ts";
import type { NumberedItem } from "./archive.ts";
import { collectionUrl } from "./json-ld.ts";
import { kindLabel, licenceLabel, licenceUrl, type OpenSite, workUrl } from "./open-work.ts";

const text = (value: string): string => xml(calendarText(value));

/** `missing`: ids of files whose bytes could not be found. */
export function archivePage(collection: ArchivedCollection, items: NumberedItem[], { site, now, missing }: { site: OpenSite; now: string; missing: ReadonlySet<string> }): string {
  const home = collectionUrl(collection, site);
  return page(
    collection.title,
    `<header>
<p class="eyebrow">${text([site.networkName, "Colección", collection.node ?? ""].filter(Boolean).join(" · "))}</p>
<h1>${text(collection.title)}</h1>
${collection.summary ? `<p class="lead">${text(collection.summary)}</p>` : ""}
${absoluteLinks(collection.body_html, site)}
<p class="meta">${text(counted(items.length, "recurso", "recursos"))}. Copia del ${text(longDate(now))}; la colección al día está en <a href="${xml(home)}">${text(home)}</a>.</p>
</header>
${items.length > 3 ? contents(items) : ""}
<main>
${items.map((item) => article(item, site, missing)).join("\n")}
</main>
<footer><p>Cada recurso dice su licencia y quiénes lo hicieron: al usarlo, nómbralos. Si les sirvió, cuéntenlo en la página del recurso con «Lo usamos en nuestro liceo».</p></footer>`,
  );
}

function contents(items: NumberedItem[]): string {
  return `<nav aria-label="Contenido"><ol>${items.map((item) => `<li><a href="#r${item.number}">${text(item.work.title)}</a></li>`).join("")}</ol></nav>`;
}

function article({ work, note_html, sections, number, files, linkPath }: NumberedItem, site: OpenSite, missing: ReadonlySet<string>): string {
  const licence = licenceUrl(work.licence);
  const facts: [string, string][] = [
    ["Quiénes", text(work.authors.join(", "))],
    ["Establecimiento", text(work.schools.join(", "))],
    ["Nodo", text(work.nodes.join(", "))],
    ["Especialidad", text(work.specialties.join(", "))],
    ["Licencia", licence ? `<a href="${xml(licence)}">${text(licenceLabel(work.licence))}</a>` : text(licenceLabel(work.licence))],
    ["Página", `<a href="${xml(workUrl(work, site))}">${text(workUrl(work, site))}</a>`],
  ];
  const parts = [...(work.body_html ? [work.body_html] : []), ...sections.map((section) => `<h3>${text(section.label)}</h3>${section.html}`)];
  return `<article id="r${number}">
<p class="number" aria-hidden="true">${number}</p>
<div>
<p class="eyebrow">${text(kindLabel(work.kind))}</p>
<h2>${text(work.title)}</h2>
${note_html ? `<div class="note">${absoluteLinks(note_html, site)}</div>` : ""}
${work.summary ? `<p>${text(work.summary)}</p>` : ""}
${filesList(files, missing, work.link_url, linkPath)}
${parts.length > 0 ? `<details><summary>Leer aquí</summary><div class="prose">${absoluteLinks(parts.join("\n"), site)}</div></details>` : ""}
<dl>${facts.flatMap(([term, detail]) => (detail ? [`<div><dt>${term}</dt><dd>${detail}</dd></div>`] : [])).join("")}</dl>
</div>
</article>`;
}

function filesList(files: NumberedItem["files"], missing: ReadonlySet<string>, link: string | null, linkPath: string | null): string {
  const lines = files.map(({ file, path }) =>
    missing.has(file.id)
      ? `<li>${text(file.label || file.name)} <small>no se pudo copiar: ábrelo en la página del recurso</small></li>`
      : `<li><a href="${xml(path)}">${text(file.label || file.name)}</a> <small>${text(sizeWords(file.size))}</small></li>`,
  );
  if (link && linkPath) lines.push(`<li><a href="${xml(link)}" rel="noreferrer">${text(link)}</a> <small>enlace: necesita internet</small></li>`);
  return lines.length > 0 ? `<ul class="files">${lines.join("")}</ul>` : "";
}

/** A page for a link, so that it can be opened from the folder. */
export function linkPage(title: string, url: string): string {
  return page(title, `<main><h1>${text(title)}</h1><p>Este recurso es un enlace y necesita internet:</p><p><a href="${xml(url)}" rel="noreferrer">${text(url)}</a></p></main>`);
}

/** Stored texts link within the site: from a disk those need its name. */
const absoluteLinks = (html: string, site: OpenSite): string => html.replace(/(<a href=")(\/(?!\/))/g, `$1${xml(site.publicUrl)}$2`);

// What the page may load is nothing at all: it was made of what many people wrote.
function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="es-CL">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #55606e; --line: #d9dee5; --page: #fff; --wash: #f3f5f8; --accent: #0b5c8a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ebf0; --soft: #a3adba; --line: #38414d; --page: #14181e; --wash: #1d232b; --accent: #7cc4f0; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 2.5rem 1.25rem 4rem; background: var(--page); color: var(--ink); font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; }
a { color: var(--accent); text-underline-offset: .15em; }
h1 { font-size: clamp(1.7rem, 5vw, 2.4rem); line-height: 1.15; margin: .25rem 0 .75rem; text-wrap: balance; }
h2 { font-size: 1.3rem; line-height: 1.25; margin: .1rem 0 .5rem; text-wrap: balance; }
h3 { font-size: 1.05rem; margin: 1.25rem 0 .25rem; }
p { margin: 0 0 .75rem; }
.eyebrow, .meta, small, dt, footer { color: var(--soft); font-size: .9rem; }
.eyebrow { margin: 0; }
.lead { font-size: 1.2rem; line-height: 1.45; }
nav { border-block: 1px solid var(--line); margin: 1.5rem 0; padding: .5rem 0; columns: 18rem; }
nav ol { margin: 0; padding-left: 2rem; }
article { display: grid; grid-template-columns: 3rem 1fr; gap: 0 .75rem; border-top: 1px solid var(--line); padding: 1.75rem 0; break-inside: avoid; }
article > div { min-width: 0; }
.number { font-size: 1.6rem; font-weight: 650; color: var(--accent); line-height: 1.2; font-variant-numeric: tabular-nums; margin: 1.2rem 0 0; }
.note { border-left: 3px solid var(--accent); background: var(--wash); padding: .6rem .9rem; margin: 0 0 .9rem; }
.note > :last-child { margin-bottom: 0; }
.files { list-style: none; padding: 0; margin: 0 0 .9rem; }
.files li { padding: .5rem .75rem; background: var(--wash); border-radius: .4rem; margin-bottom: .35rem; }
details { margin: 0 0 .9rem; } summary { cursor: pointer; color: var(--accent); padding: .25rem 0; }
.prose table { border-collapse: collapse; display: block; overflow-x: auto; } .prose td, .prose th { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left; }
pre { overflow-x: auto; background: var(--wash); padding: .75rem; }
dl { margin: 0; display: grid; gap: .15rem; font-size: .9rem; } dl div { display: flex; flex-wrap: wrap; gap: 0 .5rem; } dd { margin: 0; } dt::after { content: ":"; }
footer { border-top: 1px solid var(--line); padding-top: 1rem; }
@media (max-width: 30rem) { article { grid-template-columns: 1fr; } .number { margin: 0; } }
@media print { details::details-content { content-visibility: visible; } a { color: inherit; } }
`.replace(/\n/g, "");
