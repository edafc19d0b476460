import { useLoaderData } from "@remix-run/react";
import { DeadLink } from "#app/components/dead-link.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { readLink } from "#app/domain/identity/mailed-links.server.ts";
import { confirmRegistration } from "#app/domain/identity/people.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm } from "#app/ui/button.tsx";
import { Page } from "#app/ui/layout.tsx";
import { deadLinkOr, enteredResponse, linkPage } from "./enter.server.ts";
import { firstNodes } from "./first-nodes.server.ts";

export const meta = () => pageMeta("Confirmar tu correo");

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => linkPage(ctx, await readLink(ctx, "confirm", params.token ?? "")));

export const action = actionWith({ who: "anyone" }, async ({ ctx, params, request }) =>
  deadLinkOr(request, async () => {
    const entered = await confirmRegistration(ctx, params.token ?? "", request.headers.get("User-Agent") ?? "");
    const to = await firstNodes(ctx, entered.person.specialty);
    return enteredResponse(ctx, entered, to, "Tu cuenta está lista. Ahora súmate a un nodo: aquí hay por dónde empezar.");
  }),
);

export default function ConfirmPage() {
  const { state, signedIn } = useLoaderData<typeof loader>();
  if (state !== "usable") return <DeadLink state={state} signedIn={signedIn} again={paths.signInLinkRequest()} againLabel="Pedir un enlace para entrar" />;
  return (
    <Page title="Confirma tu correo" width="narrow" lead="Aprieta el botón y tu cuenta queda lista.">
      <ButtonForm kind="primary" icon="check">
        Confirmar y entrar
      </ButtonForm>
    </Page>
  );
}
