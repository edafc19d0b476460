/** The agenda of a meeting: its parts in order, how long each takes, who is in charge, what is read and looked at. */
import { z } from "zod";
import { isWebAddress } from "#app/domain/events/event.ts";
import { cleanLine, line, text } from "#app/domain/text.ts";

export const PARTS_MAX = 40;
const MATERIALS_MAX = 20;

export interface Material {
  label: string;
  url: string;
}

/** «Guía de tableros https://…», one a line; the address alone is its own name. null: a line without an address. */
export function readMaterials(typed: string): Material[] | null {
  const lines = typed
    .split("\n")
    .map(cleanLine)
    .filter((each) => each !== "");
  const found = lines.map((each): Material | null => {
    const match = /^(.*?)\s*(https?:\/\/\S+)$/i.exec(each);
    if (!match?.[2] || !isWebAddress(match[2]) || match[2].length > 1_000) return null;
    return { label: (match[1] ?? "").replace(/[:\s–-]+$/, "").slice(0, 200) || match[2], url: match[2] };
  });
  return found.includes(null) || found.length > MATERIALS_MAX ? null : (found as Material[]);
}

export const writeMaterials = (materials: readonly Material[]): string => materials.map(({ label, url }) => (label === url ? url : `${label} ${url}`)).join("\n");

const materials = text(10_000).transform((typed, ctx) => {
  const read = readMaterials(typed);
  if (read) return read;
  ctx.addIssue({ code: "custom", message: "material_url" });
  return z.NEVER;
});

const minutes = z.number("number").int("number").min(0, "too_small").max(1_440, "too_big");

/** One part, as its form sends it. */
export const PartInput = z.object({
  title: line(200),
  minutes,
  lead_name: z
    .string()
    .overwrite(cleanLine)
    .max(160, "too_long")
    .optional()
    .transform((value) => value ?? ""),
  notes: text(5_000),
  materials,
});
export type PartInput = z.output<typeof PartInput>;

export const ReadingsInput = z.object({ readings: materials });

export interface TemplatePart {
  title: string;
  minutes: number;
  notes: string;
}

/** A template as text: «20 Conecta: nos saludamos», one part a line. */
export function readTemplateParts(typed: string): TemplatePart[] | null {
  const lines = typed
    .split("\n")
    .map(cleanLine)
    .filter((each) => each !== "");
  const parts = lines.map((each): TemplatePart | null => {
    const match = /^(\d{1,4})\s*(?:min(?:utos)?\.?)?\s+([^:]{1,200})(?::\s*(.*))?$/.exec(each);
    return match?.[2] && Number(match[1]) <= 1_440 ? { minutes: Number(match[1]), title: match[2].trim(), notes: (match[3] ?? "").trim() } : null;
  });
  return parts.length === 0 || parts.length > PARTS_MAX || parts.includes(null) ? null : (parts as TemplatePart[]);
}

export const writeTemplateParts = (parts: readonly TemplatePart[]): string =>
  parts.map(({ minutes: long, title, notes }) => `${long} ${title.replaceAll(":", " -")}${notes ? `: ${notes.replace(/\s*\n\s*/g, " ")}` : ""}`).join("\n");

export const TemplateInput = z.object({
  name: line(120),
  event_kind: z
    .enum(["session", "gathering", "workshop", "visit"], "choice")
    .optional()
    .transform((value) => value ?? null),
  parts: text(20_000).transform((typed, ctx) => {
    const read = readTemplateParts(typed);
    if (read) return read;
    ctx.addIssue({ code: "custom", message: "template_parts" });
    return z.NEVER;
  }),
});
export type TemplateInput = z.output<typeof TemplateInput>;

/** The two that the network begins with. */
export const FIRST_TEMPLATES: readonly { name: string; event_kind: string; parts: TemplatePart[] }[] = [
  {
    name: "Conecta · Conoce · Comparte · Construye",
    event_kind: "session",
    parts: [
      { title: "Conecta", minutes: 15, notes: "Nos saludamos y nos ponemos al día: una pregunta breve para todas las personas." },
      { title: "Conoce", minutes: 25, notes: "Un tema nuevo, con alguien que sabe de él." },
      { title: "Comparte", minutes: 25, notes: "Experiencias de los establecimientos: qué hicieron, qué resultó, qué falta." },
      { title: "Construye", minutes: 25, notes: "Qué haremos con esto: acuerdos con responsable y fecha." },
    ],
  },
  {
    name: "Cuatro momentos de un encuentro",
    event_kind: "gathering",
    parts: [
      { title: "Recepción y bienvenida", minutes: 45, notes: "Registro de asistentes, café y saludo del establecimiento anfitrión." },
      { title: "Intercambio de experiencias", minutes: 120, notes: "Stands, pósters, ponencias y mesas redondas." },
      { title: "Evaluación y oportunidades", minutes: 60, notes: "Qué valoramos, qué mejorar y qué viene: fondos, concursos, capacitaciones." },
      { title: "Camaradería", minutes: 60, notes: "Almuerzo y conversación." },
    ],
  },
];

interface Long {
  minutes: number;
}

export const totalMinutes = (parts: readonly Long[]): number => parts.reduce((sum, part) => sum + part.minutes, 0);

export const durationMinutes = ({ starts_at, ends_at }: { starts_at: string; ends_at: string }): number => Math.round((Date.parse(ends_at) - Date.parse(starts_at)) / 60_000);

/** When each part begins: an instant. */
export function beginnings(parts: readonly Long[], startsAt: string): string[] {
  let at = Date.parse(startsAt);
  return parts.map((part) => {
    const begins = new Date(at).toISOString();
    at += part.minutes * 60_000;
    return begins;
  });
}
