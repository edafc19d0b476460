import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { QrPicture } from "#app/components/pass-card.tsx";
import { attendanceTotals } from "#app/domain/attendance/attendance.repo.server.ts";
import { codeOpen } from "#app/domain/attendance/attendance.ts";
import { doorOf } from "#app/domain/attendance/attendance-access.server.ts";
import { readDoorCode, renewDoorCode } from "#app/domain/attendance/door-code.server.ts";
import { qrSvg } from "#app/domain/attendance/qr.server.ts";
import { isDomainError } from "#app/domain/errors.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { time } from "#app/i18n/dates.ts";
import { absolute, paths } from "#app/paths.ts";
import { ButtonForm } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Page } from "#app/ui/layout.tsx";

export { workSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Código en la pantalla");
export const handle = { scripts: ["/js/event-progress.js"] };

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const { event } = await doorOf(ctx, params.id);
  const code = event.attendance_closed_at ? null : await readDoorCode(ctx, event.id);
  const address = absolute(ctx.deployment, paths.enterCode(event.id));
  const half = 30 * 60_000;
  return {
    event: { id: event.id, title: event.title, zone: event.zone },
    closed: event.attendance_closed_at !== null || event.status !== "published",
    code,
    address: address.replace(/^https?:\/\//, ""),
    svg: code ? qrSvg(`${address}?c=${code}`) : "",
    open: codeOpen(event, ctx.now),
    from: new Date(Date.parse(event.starts_at) - half).toISOString(),
    until: new Date(Date.parse(event.ends_at) + half).toISOString(),
    people: (await attendanceTotals(ctx.db, event.id)).people,
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => doorOf(ctx, params.id) }, async ({ ctx, params }) => {
  const id = params.id ?? "";
  try {
    await renewDoorCode(ctx, id);
    return redirectWithFlash(paths.eventDoorCode(id), "Este es el código de ahora.");
  } catch (error) {
    if (isDomainError(error) && error.code === "conflict")
      return redirectWithFlash(paths.eventDoorCode(id), { kind: "warn", text: "La lista está cerrada: el código no se puede usar." });
    throw error;
  }
});

export default function DoorCodePage() {
  const { event, closed, code, address, svg, open, from, until, people } = useLoaderData<typeof loader>();
  const span = `de ${time(from, event.zone)} a ${time(until, event.zone)}`;
  return (
    <Page title="Código en la pantalla" eyebrow={<a href={paths.eventAttendance(event.id)}>Asistencia de {event.title}</a>}>
      {closed && (
        <Notice kind="info">
          <p>La lista está cerrada: el código ya no se usa.</p>
        </Notice>
      )}
      {!closed && code && (
        <div className="door-code">
          <p className="door-code-ask">Escribe este código para registrar tu llegada</p>
          <p className="door-code-letters">{code}</p>
          <QrPicture svg={svg} label="Código que abre la página donde se registra la llegada" />
          <p className="door-code-where">
            En <strong>{address}</strong>, o en el enlace de tu invitación
          </p>
          <p data-progress="going">{people === 1 ? "Ha llegado 1 persona." : `Han llegado ${people} personas.`}</p>
        </div>
      )}
      {!closed && (
        <p className="hint">
          {open === "open" ? `Funciona ${span}.` : open === "early" ? `Funcionará ${span}.` : `Funcionó ${span}.`} Muéstralo en la sala o compártelo en la videollamada; si se
          escapa, cámbialo.
        </p>
      )}
      {!closed && (
        <ButtonForm kind={code ? "secondary" : "primary"} icon="repeat">
          {code ? "Cambiar el código" : "Crear el código"}
        </ButtonForm>
      )}
    </Page>
  );
}
