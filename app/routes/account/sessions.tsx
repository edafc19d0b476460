import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { AccountTabs } from "#app/components/account-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { endAllSessions, endListedSession, listSessions } from "#app/domain/identity/sessions.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { endedSessionCookie, sessionIdFrom } from "#app/http/session-cookie.server.ts";
import { longDateTime } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm } from "#app/ui/button.tsx";
import { Badge, Item, ItemList } from "#app/ui/card.tsx";
import { Cluster, Page } from "#app/ui/layout.tsx";

export const meta = () => pageMeta("Tus sesiones");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, request }) => {
  const current = sessionIdFrom(request.headers.get("Cookie"), ctx.deployment);
  return { email: ctx.actor.email, sessions: await listSessions(ctx.db, ctx.now, ctx.actor.id, current) };
});

const Input = z.object({
  intent: z.enum(["one", "others", "all"], "choice"),
  key: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "choice")
    .optional(),
});

export const action = actionWith({ who: "signed_in", input: Input }, async ({ ctx, input, request }) => {
  const current = sessionIdFrom(request.headers.get("Cookie"), ctx.deployment) ?? undefined;
  if (input.intent === "one") {
    if (input.key) await endListedSession(ctx, ctx.actor.id, input.key);
    return redirectWithFlash(paths.accountSessions(), "Cerramos esa sesión.");
  }
  if (input.intent === "others") {
    await endAllSessions(ctx, ctx.actor.id, current);
    return redirectWithFlash(paths.accountSessions(), "Cerramos todas las demás sesiones.");
  }
  await endAllSessions(ctx, ctx.actor.id);
  return redirectWithFlash(paths.home(), "Cerramos todas tus sesiones, también la de este equipo.", [["Set-Cookie", endedSessionCookie(ctx.deployment)]]);
});

export default function SessionsPage() {
  const { email, sessions } = useLoaderData<typeof loader>();
  return (
    <Page title="Tu cuenta" width="narrow" lead={email}>
      <AccountTabs current="sessions" />
      <p>Aquí está abierta tu cuenta. Si no reconoces algo, ciérralo y cambia tu clave. Cada sesión termina sola tras 30 días sin uso.</p>
      <ItemList label="Sesiones abiertas">
        {sessions.map((session) => (
          <Item
            key={session.key}
            title={session.browser}
            meta={`Desde el ${longDateTime(session.createdAt)}`}
            trail={session.current ? <Badge kind="positive">Esta</Badge> : <End sessionKey={session.key} browser={session.browser} />}
          />
        ))}
      </ItemList>
      <Cluster>
        {sessions.length > 1 && (
          <ButtonForm name="intent" value="others">
            Cerrar las demás
          </ButtonForm>
        )}
        <ButtonForm name="intent" value="all" kind="quiet" icon="exit">
          Salir en todos los equipos
        </ButtonForm>
      </Cluster>
    </Page>
  );
}

function End({ sessionKey, browser }: { sessionKey: string; browser: string }) {
  return (
    <ButtonForm size="small" fields={{ key: sessionKey }} name="intent" value="one" label={`Cerrar la sesión de ${browser}`}>
      Cerrar
    </ButtonForm>
  );
}
