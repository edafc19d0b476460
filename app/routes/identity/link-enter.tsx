import { useLoaderData } from "@remix-run/react";
import { DeadLink } from "#app/components/dead-link.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { readLink } from "#app/domain/identity/mailed-links.server.ts";
import { enterByLink } from "#app/domain/identity/sign-in.server.ts";
import { firstName } from "#app/domain/text.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm } from "#app/ui/button.tsx";
import { Page } from "#app/ui/layout.tsx";
import { deadLinkOr, enteredResponse, linkPage, wayBack } from "./enter.server.ts";

export const meta = () => pageMeta("Entrar");

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => linkPage(ctx, await readLink(ctx, "login", params.token ?? "")));

export const action = actionWith({ who: "anyone" }, async ({ ctx, params, url, request }) =>
  deadLinkOr(request, async () => {
    const entered = await enterByLink(ctx, params.token ?? "", request.headers.get("User-Agent") ?? "");
    return enteredResponse(ctx, entered, wayBack(url.searchParams.get("volver")), `Hola, ${firstName(entered.person.name)}.`);
  }),
);

export default function LinkEnterPage() {
  const { state, signedIn } = useLoaderData<typeof loader>();
  if (state !== "usable") return <DeadLink state={state} signedIn={signedIn} again={paths.signInLinkRequest()} againLabel="Pedir otro enlace" />;
  return (
    <Page title="Entrar" width="narrow" lead="Un paso más: aprieta el botón y entras.">
      <ButtonForm kind="primary" icon="enter">
        Entrar
      </ButtonForm>
    </Page>
  );
}
