import type { CallChangeKind } from "#app/domain/calls/call.ts";
import type { MailContent } from "#app/domain/mail/mail.ts";
import { longDateTime } from "#app/i18n/dates.ts";
import { MAIN_ZONE, type Zone, zoneHour } from "#app/i18n/zones.ts";
import { facts, mailContent, note, paragraph, strong } from "./layout.ts";

interface Props {
  network: { name: string; url: string };
  person: string;
  why: "applicant" | "juror";
  title: string;
  kind: CallChangeKind;
  /** What the organisers say of it. */
  note: string;
  zone: Zone;
  closesAt: string;
  callUrl: string;
}

const TITLES: Partial<Record<CallChangeKind, string>> = { extended: "Nuevas fechas", amended: "Cambio en las bases", cancelled: "Queda sin efecto", reopened: "Vuelve a abrir" };
const WHY = { applicant: "Recibes este correo porque tienes una postulación en esta convocatoria.", juror: "Recibes este correo porque integras el jurado de esta convocatoria." };

/** What one relies on has changed. */
export function callChangedMail({ network, person, why, title, kind, note: said, zone, closesAt, callUrl }: Props): MailContent {
  const what = TITLES[kind] ?? "Novedades";
  const where = zone === MAIN_ZONE ? "" : ` (${zoneHour(zone)})`;
  return mailContent(`${what}: ${title}`.slice(0, 150), {
    title: `${what}: ${title}`,
    preheader: said,
    network,
    why: WHY[why],
    body: [
      ...(person === "" ? [] : [paragraph(`Hola, ${person}:`)]),
      kind === "cancelled"
        ? paragraph("La convocatoria ", strong(title), " queda sin efecto. Lo que escribiste sigue guardado en tu cuenta.")
        : paragraph("Hay un cambio en la convocatoria ", strong(title), "."),
      facts([
        said !== "" && { label: kind === "cancelled" ? "Por qué" : "Qué cambia", value: said },
        kind !== "cancelled" && { label: "Cierra", value: `${longDateTime(closesAt, zone)}${where}` },
      ]),
    ],
    buttons: [{ label: "Ver la convocatoria", href: callUrl }],
    footer: [note("Estos avisos llegan solo a quienes postulan o evalúan.")],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Teresa",
  why: "applicant",
  title: "Feria de experiencias de innovación 2027",
  kind: "extended",
  note: "Damos una semana más por el cierre del semestre.",
  zone: "America/Santiago",
  closesAt: "2026-12-18T02:59:00.000Z",
  callUrl: "https://nodos.example/convocatorias/feria",
};
