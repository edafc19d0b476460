/** What a person is to the network: browser-safe words and the schemas of the forms about oneself. */
import { z } from "zod";
import { checkbox, emailAddress, line, optionalLine } from "#app/domain/text.ts";
import { isId } from "#db/ids.ts";
import { newPassword, refusePassword, typedPassword } from "./password-rules.ts";

/** Key -> what people read. */
export const POSITIONS = {
  teacher: "Docente",
  head: "Directiva/o",
  team: "Equipo gestor",
  ally: "Aliada/o",
  other: "Otra",
} as const;

export type Position = keyof typeof POSITIONS;
export const POSITION_KEYS = Object.keys(POSITIONS) as Position[];

/** Said by themselves, only to be counted; nothing is said unless told. */
export const GENDERS = { woman: "Mujer", man: "Hombre", other: "Otro" } as const;
const GENDER_KEYS = Object.keys(GENDERS) as (keyof typeof GENDERS)[];

/** The sectors and specialties of upper-secondary technical education (Decreto 452 of 2013), as the ministry names them. */
export const SECTORS: { sector: string; specialties: string[] }[] = [
  { sector: "Administración", specialties: ["Administración", "Contabilidad"] },
  { sector: "Agropecuario", specialties: ["Agropecuaria"] },
  { sector: "Alimentación", specialties: ["Elaboración industrial de alimentos", "Gastronomía"] },
  { sector: "Confección", specialties: ["Vestuario y confección textil"] },
  { sector: "Construcción", specialties: ["Construcción", "Instalaciones sanitarias", "Montaje industrial", "Refrigeración y climatización"] },
  { sector: "Electricidad", specialties: ["Electricidad", "Electrónica"] },
  { sector: "Gráfico", specialties: ["Dibujo técnico", "Gráfica"] },
  { sector: "Hotelería y turismo", specialties: ["Servicios de hotelería", "Servicios de turismo"] },
  { sector: "Maderero", specialties: ["Forestal", "Muebles y terminaciones de la madera"] },
  { sector: "Marítimo", specialties: ["Acuicultura", "Operaciones portuarias", "Pesquería", "Tripulación de naves mercantes y especiales"] },
  {
    sector: "Metalmecánica",
    specialties: ["Construcciones metálicas", "Mecánica automotriz", "Mecánica de mantenimiento de aeronaves", "Mecánica industrial"],
  },
  { sector: "Minero", specialties: ["Asistencia en geología", "Explotación minera", "Metalurgia extractiva"] },
  { sector: "Químico", specialties: ["Química industrial"] },
  { sector: "Salud y educación", specialties: ["Atención de enfermería", "Atención de párvulos"] },
  { sector: "Tecnología y comunicaciones", specialties: ["Conectividad y redes", "Programación", "Telecomunicaciones"] },
];

/** The 35 specialties, in alphabetical order. */
export const SPECIALTIES: string[] = SECTORS.flatMap((sector) => sector.specialties).sort((a, b) => a.localeCompare(b, "es"));

/** The sector of a specialty, or null. */
export function sectorOf(specialty: string | null): string | null {
  return SECTORS.find((sector) => specialty !== null && sector.specialties.includes(specialty))?.sector ?? null;
}

const position = z.enum(POSITION_KEYS, "choice");
const specialty = z
  .string()
  .optional()
  .transform((value) => value || null)
  .refine((value) => value === null || SPECIALTIES.includes(value), "choice");
// No links: what is typed here is mailed to the address typed beside it, which may be a stranger's.
const name = line(120).refine((value) => value === "" || (/\p{L}/u.test(value) && !/[@/\\<>:]|\bwww\./i.test(value)), "name");

/** The value of the choice «no está en la lista». */
export const NO_SCHOOL = "none";

/** An establishment's id; absent or «no está en la lista» is null. */
const establishment = z
  .string()
  .optional()
  .transform((value) => (value === undefined || value === "" || value === NO_SCHOOL ? null : value))
  .refine((value) => value === null || isId(value), "choice");

const aboutMe = { name, position, specialty, establishment_id: establishment, organisation: optionalLine(120), name_public: checkbox };

const gender = z
  .enum([...GENDER_KEYS, ""], "choice")
  .optional()
  .transform((value) => value || null);

export const ProfileInput = z.object({ ...aboutMe, gender });
export type ProfileInput = z.output<typeof ProfileInput>;

export const RegisterInput = z
  .object({
    ...aboutMe,
    email: emailAddress,
    password: newPassword.optional(),
    consent: z.string("consent_required").min(1, "consent_required"),
  })
  .superRefine((input, context) => refusePassword(context, "password", input.password, input));
export type RegisterInput = z.output<typeof RegisterInput>;

export const FirstAdminInput = z
  .object({ name, email: emailAddress, password: newPassword })
  .superRefine((input, context) => refusePassword(context, "password", input.password, input));

export const EnteredInput = z.object({ name, email: emailAddress });
export type EnteredInput = z.output<typeof EnteredInput>;

export const SignInInput = z.object({ email: emailAddress, password: typedPassword });
export const EmailInput = z.object({ email: emailAddress });
export const NewPasswordInput = z.object({ password: newPassword });
export const ChangeEmailInput = z.object({ email: emailAddress, current_password: typedPassword.optional() });
export const ChangePasswordInput = z.object({ current_password: typedPassword.optional(), password: newPassword });
export const CloseInput = z.object({ current_password: typedPassword.optional(), sure: z.string("close_sure").min(1, "close_sure") });
export const NoticesInput = z.object({
  mail_reminders: checkbox,
  mail_nodes: checkbox,
  /** Hours before a meeting; null: as the network has it. */
  reminder_hours: z
    .enum(["2", "24", "72", "168"], "choice")
    .optional()
    .transform((value) => (value ? Number(value) : null)),
  /** How often one gets a digest. Absent: as it is. */
  digest: z.enum(["daily", "weekly", "never"], "choice").optional(),
});
