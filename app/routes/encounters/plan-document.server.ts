/** The plan of an encounter as a PDF of one page, or of more where it holds too much for one. */
import { actorName, actorStateWords, budgetSentence, dueWords, dutiesByKind, formatWords, payerSentence, payerWords, personWords } from "#app/components/plan-words.ts";
import { formatClp } from "#app/domain/encounters/clp.ts";
import { budgetTotals } from "#app/domain/encounters/encounter.ts";
import type { PlanContent } from "#app/domain/encounters/encounters.server.ts";
import { type EventDetail, placeInWords } from "#app/domain/events/event-rows.ts";
import { eventWhen } from "#app/i18n/dates.ts";
import { eventKindLabel } from "#app/i18n/labels.ts";
import { type Pdf, renderPdf } from "#app/pdf/pdf.server.ts";

/** Letters shrink this far to keep it on one page; what needs more takes a second one. */
const SIZES = [0.95, 0.84] as const;
const BESIDE_EACH_OTHER = 26;

export async function planPdf(event: EventDetail, content: PlanContent, network: string): Promise<Buffer> {
  const made = async (size: number) => {
    let pages = 1;
    const options = {
      title: `Plan de encuentro: ${event.title}`,
      author: network,
      created: content.plan?.updated_at ?? event.updated_at,
      footer: `Plan de encuentro · ${network}`,
      margin: 44,
      size,
    };
    const bytes = await renderPdf(options, (pdf) => {
      drawPlan(pdf, event, content);
      pages = pdf.doc.bufferedPageRange().count;
    });
    return { bytes, pages };
  };
  const full = await made(SIZES[0]);
  if (full.pages === 1) return full.bytes;
  const small = await made(SIZES[1]);
  return small.pages === 1 ? small.bytes : full.bytes;
}

function drawPlan(pdf: Pdf, event: EventDetail, content: PlanContent): void {
  pdf.title(event.title, { eyebrow: `Plan de encuentro · ${eventKindLabel(event.kind)}`, lead: eventWhen(event) });
  const place = placeInWords(event);
  pdf.facts([
    ...(place ? [{ term: "Lugar", detail: place }] : []),
    ...(event.online_url ? [{ term: "En línea", detail: event.online_url }] : []),
    ...(event.nodes.length > 0 ? [{ term: event.nodes.length === 1 ? "Nodo" : "Nodos", detail: event.nodes.map((node) => node.name).join(", ") }] : []),
  ]);
  const { tasks, experiences, actors, duties } = content;
  const left = (half: Pdf) => {
    drawPurpose(half, content);
    drawDuties(half, content);
  };
  const right = (half: Pdf) => {
    drawExperiences(half, content);
    drawActors(half, content);
    drawTasks(half, content);
  };
  // Columns stand on one page: what is long goes one under the other.
  if (tasks.length + experiences.length + actors.length + duties.length <= BESIDE_EACH_OTHER) pdf.columns([left, right]);
  else {
    left(pdf);
    right(pdf);
  }
  drawBudget(pdf, content);
}

function drawPurpose(pdf: Pdf, { plan }: PlanContent): void {
  const parts: [string, string][] = [
    ["Para qué", plan?.purpose ?? ""],
    ["Foco", plan?.focus ?? ""],
    ["Anfitriones y lugar", plan?.venue_notes ?? ""],
  ];
  pdf.heading("Propósito");
  const told = parts.filter(([, text]) => text !== "");
  if (told.length === 0) pdf.paragraph("Por definir.", { size: 10.5, soft: true });
  for (const [term, text] of told) pdf.paragraph([{ text: `${term}: `, bold: true }, { text }], { size: 10.5 });
}

function drawDuties(pdf: Pdf, { duties }: PlanContent): void {
  pdf.heading("Quién hace qué");
  pdf.facts(
    dutiesByKind(duties).map(({ label, people }) => ({ term: label, detail: people.length === 0 ? "Falta una persona" : people.map(personWords).join(", ") })),
    { termWidth: 146, size: 9.5 },
  );
}

function drawTasks(pdf: Pdf, { tasks }: PlanContent): void {
  if (tasks.length === 0) return;
  pdf.heading("Tareas");
  pdf.list(
    tasks.map((task) => [{ text: task.title, bold: true }, { text: ` · ${[task.name, dueWords(task).toLowerCase()].filter(Boolean).join(" · ")}` }]),
    { size: 10 },
  );
}

function drawExperiences(pdf: Pdf, { experiences }: PlanContent): void {
  if (experiences.length === 0) return;
  pdf.heading("Experiencias que se muestran");
  pdf.list(
    experiences.map((one) => [{ text: one.title, bold: true }, { text: ` · ${[formatWords(one.format), one.school, one.authors].filter(Boolean).join(" · ")}` }]),
    { ordered: true, size: 10 },
  );
}

function drawActors(pdf: Pdf, { actors }: PlanContent): void {
  if (actors.length === 0) return;
  pdf.heading("Actores externos");
  pdf.list(
    actors.map((actor) => [{ text: actorName(actor), bold: true }, { text: ` · ${[actorStateWords(actor), actor.part].filter(Boolean).join(" · ")}` }]),
    { size: 10 },
  );
}

function drawBudget(pdf: Pdf, { budget }: PlanContent): void {
  if (budget.length === 0) return;
  const totals = budgetTotals(budget);
  pdf.heading("Presupuesto");
  pdf.paragraph(budgetSentence(totals), { size: 10.5 });
  pdf.table(
    {
      columns: [
        { header: "Gasto", share: 4 },
        { header: "Paga", share: 3 },
        { header: "Estado", share: 2 },
        { header: "Monto", share: 2, align: "right" },
      ],
      rows: budget.map((item) => [item.item, payerWords(item.payer), item.confirmed_at ? "Confirmado" : "Por confirmar", formatClp(item.amount)]),
      foot: ["Total", "", "", formatClp(totals.total)],
    },
    9.5,
  );
  pdf.paragraph(`Por quien paga: ${totals.payers.map(payerSentence).join("; ")}.`, { size: 10 });
}
