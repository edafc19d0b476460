import { useLoaderData } from "@remix-run/react";
import { DeadLink } from "#app/components/dead-link.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { isDomainError } from "#app/domain/errors.ts";
import { confirmEmailChange } from "#app/domain/identity/account.server.ts";
import { readLink } from "#app/domain/identity/mailed-links.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { deadLinkOr, linkPage } from "#app/routes/identity/enter.server.ts";
import { ButtonForm } from "#app/ui/button.tsx";
import { Page } from "#app/ui/layout.tsx";

export const meta = () => pageMeta("Confirmar tu nuevo correo");

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => linkPage(ctx, await readLink(ctx, "email", params.token ?? "")));

export const action = actionWith({ who: "anyone" }, async ({ ctx, params, request }) =>
  deadLinkOr(request, async () => {
    const to = ctx.actor ? paths.accountEmail() : paths.signIn();
    try {
      await confirmEmailChange(ctx, params.token ?? "");
    } catch (error) {
      if (!isDomainError(error) || error.reason !== "email_taken") throw error;
      return redirectWithFlash(to, { kind: "warn", text: "Ese correo ya lo usa otra cuenta. No cambiamos nada." });
    }
    return redirectWithFlash(to, "Tu cuenta usa desde ahora este correo.");
  }),
);

export default function EmailConfirmPage() {
  const { state, signedIn } = useLoaderData<typeof loader>();
  if (state !== "usable") return <DeadLink state={state} signedIn={signedIn} again={paths.accountEmail()} againLabel="Volver a pedir el cambio" />;
  return (
    <Page title="Confirma tu nuevo correo" width="narrow" lead="Aprieta el botón y desde ahora te escribiremos aquí.">
      <ButtonForm kind="primary" icon="check">
        Usar este correo
      </ButtonForm>
    </Page>
  );
}
