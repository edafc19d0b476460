/** How attendance is called, on pages, in files and at the door. */

import type { AttendanceTotals } from "#app/domain/attendance/attendance.repo.server.ts";
import type { LogRow } from "#app/domain/attendance/list.repo.server.ts";
import { counted } from "#app/i18n/labels.ts";

export const MODE_WORDS = { in_person: "En la sala", online: "En línea" } as const;
export const VIA_WORDS = { list: "a mano", qr: "con su entrada", code: "con el código", walk_in: "en la puerta" } as const;

/** «Vinieron 32 personas (28 en la sala, 4 en línea) de 11 establecimientos. 3 con excusa. 45 estudiantes.» */
export function totalsSentence(totals: AttendanceTotals, both: boolean): string {
  const { people, in_person, online, schools, schools_invited, excused, students } = totals;
  if (people === 0 && schools === 0) return "Todavía no hay nadie en la lista de quienes vinieron.";
  const modes = both ? ` (${in_person} en la sala, ${online} en línea)` : "";
  const invited =
    schools_invited >= schools ? `${schools} de ${counted(schools_invited, "establecimiento", "establecimientos")}` : counted(schools, "establecimiento", "establecimientos");
  const first = `${people === 1 ? "Vino" : "Vinieron"} ${counted(people, "persona", "personas")}${modes}${schools > 0 ? `, de ${invited}` : ""}.`;
  const more = [excused > 0 ? `${excused} con excusa.` : "", students > 0 ? `${counted(students, "estudiante", "estudiantes")}.` : ""].filter(Boolean);
  return [first, ...more].join(" ");
}

/** What one act of the log did, in words: «Anotó a Teresa Soto, a mano». */
export function logWords({ what, detail }: Pick<LogRow, "what" | "detail">): string {
  const name = detail.name ?? "";
  switch (what) {
    case "present":
      return `Llegada de ${name}${detail.via ? `, ${VIA_WORDS[detail.via]}` : ""}${detail.mode === "online" ? " (en línea)" : ""}`;
    case "removed":
      return `Se borró la llegada de ${name}`;
    case "mode":
      return `${name} pasó a ${detail.mode === "online" ? "en línea" : "la sala"}`;
    case "excused":
      return `Excusa de ${name}: «${detail.reason ?? ""}»`;
    case "unexcused":
      return `Se quitó la excusa de ${name}`;
    case "students":
      return `${detail.school ?? ""}: ${counted(detail.count ?? 0, "estudiante", "estudiantes")} (antes ${detail.before ?? 0})`;
    case "school":
      return detail.count ? `Vino ${detail.school ?? ""}, sin nombres` : `Se borró que vino ${detail.school ?? ""}`;
    case "closed":
      return "Se cerró la lista";
    case "reopened":
      return "Se reabrió la lista";
    case "code":
      return "Código nuevo en la pantalla";
    case "keeper":
      return `${name} recibe en la puerta`;
    case "keeper_ended":
      return `${name} deja de recibir en la puerta`;
  }
}
