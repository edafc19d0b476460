/** What the mails about a meeting have in common. */
import type { MailContent } from "#app/domain/mail/mail.ts";
import { dateBlockParts, eventWhen } from "#app/i18n/dates.ts";
import type { Zone } from "#app/i18n/zones.ts";
import { type Block, facts, heading, link, type MailPage, note, paragraph, richText, strong } from "./layout.ts";

export interface MeetingProps {
  network: { name: string; url: string };
  meeting: {
    title: string;
    /** «Sesión territorial» */
    kind: string;
    nodes: string[];
    starts_at: string;
    ends_at: string;
    zone: Zone;
    /** «Liceo Industrial, Av. Brasil 123, Antofagasta» */
    place: string | null;
    mapUrl: string | null;
    online_url: string | null;
    /** Rendered and sanitised when saved. */
    description_html: string;
    description_text: string;
    capacity: number | null;
    /** Held both ways: of those who connect. */
    online_capacity?: number | null;
    oneOfSeries?: boolean;
  };
  /** First name; "" where only the address is known. */
  person: string;
  /** Where the reader's clock is: another zone is named. */
  readerZone: Zone;
  /** Who called the meeting. */
  organiser: string | null;
  links: { yes: string; online?: string | null; no: string; maybe: string; page: string; stop: string /** Their entry, of a meeting with a place. */; pass?: string | null };
  /** From the reader's own school: who goes, or (while nobody has answered) who else is invited. */
  colleagues: { going: boolean; names: string[]; more: number } | null;
  /** What the reader has said before they were invited: in a poll over the date. */
  answered?: "yes" | "no" | "maybe" | null;
  ical?: NonNullable<MailContent["ical"]>;
}

/** «Electricidad», «Electricidad y TIC», «TIC e Hidráulica» */
export function spanishList(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  if (items.length < 2) return last;
  return `${items.slice(0, -1).join(", ")} ${/^h?[ií](?!e)/i.test(last) ? "e" : "y"} ${last}`;
}

export const greeting = ({ person }: MeetingProps): Block[] => (person === "" ? [] : [paragraph(`Hola, ${person}:`)]);

export function whenOf({ meeting, readerZone }: MeetingProps): string {
  return eventWhen(meeting, { readerZone });
}

/** Title, date block and why the reader gets this: the head of every one of these mails. */
export function meetingHead(props: MeetingProps): Pick<MailPage, "title" | "network" | "dateBlock" | "when"> {
  return { title: props.meeting.title, network: props.network, dateBlock: dateBlockParts(props.meeting, { readerZone: props.readerZone }), when: whenOf(props) };
}

export function whyInvited({ organiser, network, meeting }: MeetingProps): string {
  const nodes = meeting.nodes.length === 0 ? "" : ` de ${spanishList(meeting.nodes)}`;
  return `Recibes este correo porque ${organiser ?? network.name} te invitó a esta reunión${nodes}.`;
}

/** What somebody who is no longer to come still recognises it by. */
export const formerPlace = ({ meeting: { place, kind, nodes } }: MeetingProps): Block =>
  facts([place !== null && { label: "Lugar", value: place }, { label: "Qué es", value: kindOf(kind, nodes) }]);

const kindOf = (kind: string, nodes: string[]): string => (nodes.length === 0 ? kind : `${kind} de ${spanishList(nodes)}`);

export function placeFacts({ meeting, links }: MeetingProps): Block {
  const { kind, nodes, place, mapUrl, online_url, capacity, online_capacity, oneOfSeries } = meeting;
  return facts([
    place !== null && { label: "Lugar", value: place, links: mapUrl ? [{ label: "Ver en el mapa", href: mapUrl }] : [] },
    Boolean(links.pass) && { label: "En la puerta", value: "Muestra tu entrada: va adjunta, y también está aquí.", links: [{ label: "Tu entrada", href: links.pass ?? "" }] },
    online_url !== null && { label: "En línea", value: place === null ? "Por videollamada" : "También por videollamada", links: [{ label: "Conectarse", href: online_url }] },
    { label: "Qué es", value: kindOf(kind, nodes) },
    capacity !== null && { label: online_capacity ? "Cupo en persona" : "Cupo", value: placesIn(capacity) },
    Boolean(online_capacity) && { label: "Cupo en línea", value: placesIn(online_capacity ?? 0) },
    oneOfSeries === true && { label: "Serie", value: "Es una de las fechas de una reunión que se repite" },
  ]);
}

const placesIn = (count: number): string => (count === 1 ? "1 lugar" : `${count} lugares`);

export function description({ meeting }: MeetingProps): Block[] {
  return meeting.description_html === "" ? [] : [heading("De qué se trata"), richText(meeting.description_html, meeting.description_text)];
}

export function colleagues({ colleagues: found }: MeetingProps): Block[] {
  if (!found || found.names.length === 0) return [];
  const going = found.names.length + found.more === 1 ? "va" : "van";
  const names = found.more > 0 ? `${found.names.join(", ")} y ${found.more} más` : spanishList(found.names);
  return [paragraph(strong(found.going ? `De tu establecimiento ${going}: ` : "De tu establecimiento también recibieron la invitación: "), `${names}.`)];
}

const SAID = { yes: "Voy", no: "No puedo", maybe: "Aún no sé" } as const;

/** Their vote became their answer: they need do nothing, unless it changed. */
export function answeredBefore({ answered }: MeetingProps): Block[] {
  return answered ? [paragraph("Por lo que dijiste al buscar la fecha, ya anotamos tu respuesta: ", strong(`«${SAID[answered]}»`), ". Si cambió, responde de nuevo.")] : [];
}

export function answerButtons({ links }: MeetingProps): Pick<MailPage, "ask" | "buttons"> {
  return {
    ask: "¿Vas a venir?",
    buttons: [
      { label: links.online ? "Voy en persona" : "Voy", href: links.yes },
      ...(links.online ? [{ label: "Me conecto", href: links.online }] : []),
      { label: "No puedo", href: links.no, kind: "secondary" },
      { label: "Aún no sé", href: links.maybe, kind: "secondary" },
    ],
  };
}

export const howAnswersArrive = note(
  "Con estos botones o desde tu calendario, tu respuesta le llega a quien convoca. Puedes cambiarla cuando quieras, desde este mismo correo y sin contraseña.",
);

export function meetingFooter({ links, network }: MeetingProps): Block[] {
  return [note(`Enviado por ${network.name} a las personas invitadas. Si no quieres más correos de reuniones, puedes `, link("dejar de recibirlos", links.stop), ".")];
}

const base = "https://nodos.example";

/** Enough to look at each of the mails. */
export const meetingPreview: MeetingProps = {
  network: { name: "Nodos", url: base },
  meeting: {
    title: "Sesión de diciembre: seguridad en tableros",
    kind: "Sesión territorial",
    nodes: ["Electricidad", "TIC"],
    starts_at: "2026-12-05T21:30:00.000Z",
    ends_at: "2026-12-05T23:00:00.000Z",
    zone: "America/Santiago",
    place: "Liceo Industrial Puerto Claro, Av. Brasil 123, Valparaíso",
    mapUrl: "https://www.google.com/maps/search/?api=1&query=Liceo+Industrial+Puerto+Claro%2C+Valpara%C3%ADso",
    online_url: "https://meet.example/abc",
    description_html: "<p>Traer <strong>una experiencia</strong> para compartir.</p>",
    description_text: "Traer una experiencia para compartir.",
    capacity: 50,
  },
  person: "Teresa",
  readerZone: "America/Santiago",
  organiser: "Camila Díaz Leiva",
  links: {
    yes: `${base}/i/x?r=yes`,
    no: `${base}/i/x?r=no`,
    maybe: `${base}/i/x?r=maybe`,
    page: `${base}/i/x`,
    stop: `${base}/b/x`,
  },
  colleagues: { going: false, names: ["Hernán Vidal", "Bruno Muñoz"], more: 0 },
};
