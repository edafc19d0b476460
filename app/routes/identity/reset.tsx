import { useLoaderData } from "@remix-run/react";
import { DeadLink } from "#app/components/dead-link.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { NewPasswordField } from "#app/components/person-fields.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { readLink } from "#app/domain/identity/mailed-links.server.ts";
import { NewPasswordInput } from "#app/domain/identity/person.ts";
import { resetPassword } from "#app/domain/identity/sign-in.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Form, SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { deadLinkOr, enteredResponse, linkPage } from "./enter.server.ts";

export const meta = () => pageMeta("Elegir una clave nueva");

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => linkPage(ctx, await readLink(ctx, "reset", params.token ?? "")));

export const action = actionWith({ who: "anyone", input: NewPasswordInput }, async ({ ctx, params, input, request }) =>
  deadLinkOr(request, async () => {
    const entered = await resetPassword(ctx, params.token ?? "", input.password, request.headers.get("User-Agent") ?? "");
    return enteredResponse(ctx, entered, paths.home(), "Tu clave quedó guardada y cerramos tus otras sesiones.");
  }),
);

export default function ResetPage() {
  const { state, signedIn } = useLoaderData<typeof loader>();
  const { errors } = useSubmission();
  if (state !== "usable") return <DeadLink state={state} signedIn={signedIn} again={paths.resetRequest()} againLabel="Pedir otro enlace" />;
  return (
    <Page title="Elegir una clave nueva" width="narrow" lead="Al guardarla entras de inmediato y se cierran tus otras sesiones.">
      <Form errors={errors}>
        <NewPasswordField label="Clave nueva" />
        <SubmitBar>
          <Button>Guardar y entrar</Button>
        </SubmitBar>
      </Form>
    </Page>
  );
}
