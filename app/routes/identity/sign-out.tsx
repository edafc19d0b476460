import { pageMeta } from "#app/components/meta.ts";
import { endSession } from "#app/domain/identity/sessions.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { endedSessionCookie, sessionIdFrom } from "#app/http/session-cookie.server.ts";
import { paths } from "#app/paths.ts";
import { Confirm } from "#app/ui/dialog.tsx";

export const meta = () => pageMeta("Salir");

export const loader = loaderWith({ who: "anyone" }, async () => null);

export const action = actionWith({ who: "anyone" }, async ({ ctx, request }) => {
  const id = sessionIdFrom(request.headers.get("Cookie"), ctx.deployment);
  if (id) await endSession(ctx, id);
  return redirectWithFlash(paths.home(), "Saliste de tu cuenta en este equipo.", [["Set-Cookie", endedSessionCookie(ctx.deployment)]]);
});

export default function SignOutPage() {
  return (
    <Confirm title="Salir" confirmLabel="Salir" cancelTo={paths.home()} cancelLabel="Volver al inicio">
      <p>Se cerrará tu sesión en este equipo. En los demás sigue abierta.</p>
    </Confirm>
  );
}
