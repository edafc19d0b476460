/** What somebody tells moderators, and what they decide. Browser-safe. */
import { z } from "zod";
import { someEmail } from "#app/domain/optional-fields.ts";
import { text } from "#app/domain/text.ts";
import { isId } from "#db/ids.ts";

export const REPORT_REASONS = {
  copyright: "Usa una obra de otra persona sin permiso",
  personal_data: "Muestra datos de personas o imágenes de estudiantes",
  abuse: "Es ofensivo o dañino",
  wrong: "Tiene un error que conviene corregir",
  other: "Otro motivo",
} as const;
export type ReportReason = keyof typeof REPORT_REASONS;
const REASON_KEYS = Object.keys(REPORT_REASONS) as ReportReason[];
export const isReportReason = (value: string): value is ReportReason => Object.hasOwn(REPORT_REASONS, value);

export const REPORT_TARGETS = ["resource", "comment", "replication"] as const;
export type ReportTarget = (typeof REPORT_TARGETS)[number];
export const isReportTarget = (value: string | null): value is ReportTarget => (REPORT_TARGETS as readonly (string | null)[]).includes(value);

export const REPORT_MESSAGE_MAX = 2_000;

export const ReportInput = z
  .object({
    report_id: z.string("required").refine(isId, "required"),
    reason: z.enum(REASON_KEYS, "choice"),
    message: text(REPORT_MESSAGE_MAX),
    /** Of a visitor who wants an answer. */
    email: someEmail,
  })
  .refine(({ reason, message }) => message !== "" || (reason !== "other" && reason !== "wrong"), { path: ["message"], message: "required" });
export type ReportInput = z.output<typeof ReportInput>;

export const DecisionInput = z.object({
  report_id: z.string("required").refine(isId, "required"),
  decision: z.enum(["kept", "removed", "returned"], "choice"),
  note: text(REPORT_MESSAGE_MAX),
});
export type DecisionInput = z.output<typeof DecisionInput>;
