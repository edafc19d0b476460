import type { MailContent } from "#app/domain/mail/mail.ts";
import { dateBlockParts, eventWhen, longDate } from "#app/i18n/dates.ts";
import type { Zone } from "#app/i18n/zones.ts";
import { type Block, heading, type Inline, link, list, mailContent, note, paragraph, strong } from "./layout.ts";

interface Agreed {
  what: string;
  owner: string;
  due_on: string | null;
}

interface Props {
  network: { name: string; url: string };
  /** First name; "" where only the address is known. */
  person: string;
  meeting: { title: string; starts_at: string; ends_at: string; zone: Zone };
  version: number;
  /** What changed since the version before. */
  note: string;
  came: number;
  /** The reader's own agreements, each with its link; and everybody else's. */
  mine: (Agreed & { url: string })[];
  others: Agreed[];
  links: { minutes: string; stop: string | null };
}

/** The minutes were published: what was agreed, the reader's own first. */
export function minutesMail(props: Props): MailContent {
  const { meeting, version, note: changed, mine, others } = props;
  const again = version > 1;
  return mailContent(`${again ? `Acta corregida (versión ${version})` : "Acta"}: ${meeting.title}`, {
    title: `Acta: ${meeting.title}`,
    preheader: mine.length > 0 ? `${mine.length === 1 ? "Quedó un acuerdo" : `Quedaron ${mine.length} acuerdos`} a tu cargo.` : "Lo que conversamos y lo que acordamos.",
    network: props.network,
    dateBlock: dateBlockParts(meeting),
    when: eventWhen(meeting),
    why: `Recibes este correo porque te invitaron a esta reunión${again ? ", y su acta se volvió a publicar" : ""}.`,
    body: [
      ...(props.person === "" ? [] : [paragraph(`Hola, ${props.person}:`)]),
      paragraph(again && changed ? `Qué cambió: ${changed}` : "Ya está el acta: lo que conversamos, quiénes vinieron y lo que acordamos."),
      ...agreementsOf(mine, others),
    ],
    buttons: [{ label: "Leer el acta", href: props.links.minutes }],
    footer: [
      note(
        `Enviado por ${props.network.name} a las personas invitadas.`,
        ...(props.links.stop ? [" Si no quieres más correos de reuniones, puedes ", link("dejar de recibirlos", props.links.stop), "."] : []),
      ),
    ],
  });
}

const SHOWN = 20;

function agreementsOf(mine: Props["mine"], others: Agreed[]): Block[] {
  const more = others.length - SHOWN;
  return [
    ...(mine.length > 0 ? [heading("A tu cargo"), list(mine.map((each): Inline[] => [strong(each.what), `${due(each)}. `, link("Marcar como hecho", each.url)]))] : []),
    ...(others.length > 0
      ? [
          heading(mine.length > 0 ? "Los demás acuerdos" : "Acuerdos"),
          list(others.slice(0, SHOWN).map((each): Inline[] => [each.what, ` (${each.owner || "sin responsable"}${due(each)})`])),
        ]
      : []),
    ...(more > 0 ? [paragraph(`Y ${more} más en el acta.`)] : []),
  ];
}

const due = ({ due_on }: Agreed): string => (due_on ? `, hasta el ${longDate(due_on)}` : "");

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Teresa",
  meeting: { title: "Sesión de diciembre", starts_at: "2026-12-05T21:30:00.000Z", ends_at: "2026-12-05T23:00:00.000Z", zone: "America/Santiago" },
  version: 1,
  note: "",
  came: 12,
  mine: [{ what: "Compartir la guía de tableros", owner: "Teresa Soto", due_on: "2026-12-20", url: "https://nodos.example/acuerdo/x" }],
  others: [{ what: "Pedir la sala grande", owner: "Hernán Vidal", due_on: null }],
  links: { minutes: "https://nodos.example/acta/x", stop: "https://nodos.example/b/x" },
};
