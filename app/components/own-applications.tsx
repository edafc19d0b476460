/** One's own applications: what each is, where it stands, what can be done. */
import type { OwnApplication } from "#app/domain/calls/applications.repo.server.ts";
import { type ApplicationState, phaseOf } from "#app/domain/calls/call.ts";
import { longDateTime } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { Badge, type BadgeKind } from "#app/ui/card.tsx";

const STATE_BADGES: Record<ApplicationState, { kind: BadgeKind; words: string }> = {
  draft: { kind: "caution", words: "Borrador" },
  submitted: { kind: "positive", words: "Enviada" },
  withdrawn: { kind: "neutral", words: "Retirada" },
  out: { kind: "danger", words: "Fuera de bases" },
};

export const StateBadge = ({ state }: { state: ApplicationState }) => <Badge kind={STATE_BADGES[state].kind}>{STATE_BADGES[state].words}</Badge>;

/** `within`: on the call's own pages, whose title stands above. */
export function OwnApplications({ applications, now, within = false }: { applications: readonly OwnApplication[]; now: string; within?: boolean }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of a list without bullets
    <ul role="list" className="own-applications">
      {applications.map((application) => (
        <li key={application.id}>
          <p className="own-application-title">
            <a href={paths.application(application.id)}>{application.title || "Sin título"}</a> <StateBadge state={application.state} />
          </p>
          {!within && (
            <p className="own-application-call">
              <a href={paths.call(application.call.slug)}>{application.call.title}</a>
            </p>
          )}
          <p className="hint">{standingWords(application, now)}</p>
        </li>
      ))}
    </ul>
  );
}

function standingWords({ state, number, submitted_at, award, call }: OwnApplication, now: string): string {
  const zone = isZone(call.zone) ? call.zone : MAIN_ZONE;
  const phase = phaseOf(call, now);
  const closes = longDateTime(call.closes_at, zone);
  if (phase === "cancelled") return "La convocatoria quedó sin efecto.";
  if (state === "draft") return phase === "open" ? `Sin enviar. Cierra el ${closes}.` : `No se envió. Cerró el ${closes}.`;
  if (state === "withdrawn") return phase === "open" ? `La retiraste; puedes enviarla de nuevo hasta el ${closes}.` : "La retiraste.";
  const sent = `N.º ${number}, enviada el ${longDateTime(submitted_at ?? now, zone)}.`;
  if (state === "out") return sent;
  if (award) return `${sent} ${award}.`;
  if (phase === "open") return `${sent} Puedes cambiarla hasta el ${closes}.`;
  return phase === "decided" || phase === "archived" ? `${sent} Ya están los resultados.` : `${sent} Está en evaluación.`;
}
