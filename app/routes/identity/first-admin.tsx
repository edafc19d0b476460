import { useLoaderData } from "@remix-run/react";
import { DeadLink } from "#app/components/dead-link.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { NewPasswordField } from "#app/components/person-fields.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { createFirstAdmin, readSetupLink } from "#app/domain/identity/first-admin.server.ts";
import { FirstAdminInput } from "#app/domain/identity/person.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Field, Form, SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { deadLinkOr, enteredResponse, linkPage } from "./enter.server.ts";

export const meta = () => pageMeta("Preparar la red");

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => linkPage(ctx, { state: await readSetupLink(ctx, params.token ?? "") }));

export const action = actionWith({ who: "anyone", input: FirstAdminInput }, async ({ ctx, params, input, request }) =>
  deadLinkOr(request, async () => {
    const entered = await createFirstAdmin(ctx, params.token ?? "", input, request.headers.get("User-Agent") ?? "");
    return enteredResponse(ctx, entered, paths.admin(), "La red ya tiene quien la administre. Lo siguiente: importar los establecimientos.");
  }),
);

export default function FirstAdminPage() {
  const { state, signedIn } = useLoaderData<typeof loader>();
  const { errors, value } = useSubmission();
  if (state !== "usable") return <DeadLink state={state} signedIn={signedIn} again={paths.signIn()} againLabel="Entrar" />;
  return (
    <Page title="Preparar la red" width="narrow" lead="Crea la cuenta de quien administra. Después podrás importar el directorio y nombrar coordinaciones.">
      <Form errors={errors}>
        <Field label="Tu nombre" name="name" value={value("name")} required maxLength={120} autoComplete="name" />
        <Field label="Tu correo" name="email" type="email" value={value("email")} required maxLength={254} autoComplete="email" inputMode="email" />
        <NewPasswordField label="Clave" />
        <SubmitBar>
          <Button>Crear la cuenta y entrar</Button>
        </SubmitBar>
      </Form>
    </Page>
  );
}
