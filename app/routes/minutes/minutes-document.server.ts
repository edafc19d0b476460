/** The minutes as a PDF: the version as it was published, with nothing that changes afterwards. */
import type { AgreementSaid, MinutesContent } from "#app/domain/minutes/minutes.ts";
import { eventWhen, longDate, longDateTime } from "#app/i18n/dates.ts";
import { counted, eventKindLabel } from "#app/i18n/labels.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { type Pdf, renderPdf } from "#app/pdf/pdf.server.ts";

interface Version {
  version: number;
  note: string;
  published_at: string;
  said: MinutesContent;
}

export async function minutesPdf({ version, note, published_at, said }: Version, network: string): Promise<Buffer> {
  const zone = isZone(said.zone) ? said.zone : MAIN_ZONE;
  const published = `Versión ${version}, publicada el ${longDateTime(published_at, zone)}`;
  return renderPdf({ title: `Acta: ${said.title}`, author: network, created: published_at, footer: `Acta · ${said.title.slice(0, 60)} · versión ${version}` }, (pdf) => {
    pdf.title(said.title, { eyebrow: "Acta", lead: eventWhen({ ...said, zone }) });
    pdf.facts([
      { term: "Qué fue", detail: [eventKindLabel(said.kind), ...said.nodes].join(" · ") },
      ...(said.place || said.online ? [{ term: "Dónde", detail: [said.place, said.online ? "en línea" : null].filter(Boolean).join(" y ") }] : []),
      { term: "Vinieron", detail: `${counted(said.came.length, "persona", "personas")} de ${counted(said.schools, "establecimiento", "establecimientos")}` },
      { term: "Publicación", detail: note ? `${published}. ${note}` : published },
    ]);
    drawAgreements(pdf, said);
    for (const part of said.parts) {
      if (part.notes_html === "" && part.agreements.length === 0) continue;
      pdf.heading(part.title);
      pdf.html(part.notes_html);
      if (part.agreements.length > 0) pdf.list(part.agreements.map((each) => [{ text: "Acuerdo: ", bold: true }, { text: agreementLine(each) }]));
    }
    drawPeople(pdf, said);
  });
}

const agreementLine = ({ what, owner, due_on }: AgreementSaid): string => `${what} (${owner || "sin responsable"}${due_on ? `, hasta el ${longDate(due_on)}` : ""})`;

function drawAgreements(pdf: Pdf, said: MinutesContent): void {
  const all = [...said.parts.flatMap((part) => part.agreements), ...said.agreements];
  if (all.length === 0) return;
  pdf.heading("Acuerdos");
  pdf.table({
    columns: [
      { header: "Qué", share: 5 },
      { header: "Quién", share: 3 },
      { header: "Para cuándo", share: 2 },
    ],
    rows: all.map(({ what, owner, due_on }) => [what, owner || "Sin responsable", due_on ? longDate(due_on) : "Sin fecha"]),
  });
}

function drawPeople(pdf: Pdf, { came, excused, absent, students }: MinutesContent): void {
  if (came.length > 0) {
    pdf.heading("Asistencia");
    pdf.table({
      columns: [
        { header: "Nombre", share: 4 },
        { header: "Establecimiento u organización", share: 5 },
        { header: "Cómo", share: 2 },
      ],
      rows: came.map(({ name, from, online }) => [name, from ?? "", online ? "En línea" : "Presencial"]),
    });
  }
  const rest = [
    excused.length > 0 ? `Avisaron que no podían: ${excused.map(({ name }) => name).join(", ")}.` : "",
    absent > 0 ? `Sin asistencia: ${counted(absent, "persona invitada", "personas invitadas")}.` : "",
    students > 0 ? `Estudiantes: ${students}.` : "",
  ];
  for (const line of rest) if (line !== "") pdf.paragraph(line, { soft: true, size: 10 });
}
