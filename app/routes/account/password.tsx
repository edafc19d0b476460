import { useLoaderData } from "@remix-run/react";
import { AccountTabs } from "#app/components/account-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { CurrentPasswordField, NewPasswordField } from "#app/components/person-fields.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { changePassword, ownPerson } from "#app/domain/identity/account.server.ts";
import { ChangePasswordInput } from "#app/domain/identity/person.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { sessionIdFrom } from "#app/http/session-cookie.server.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Form, SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";

export const meta = () => pageMeta("Cambiar tu clave");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx }) => {
  const person = await ownPerson(ctx);
  return { email: person.email, hasPassword: person.password_hash !== null };
});

export const action = actionWith({ who: "signed_in", input: ChangePasswordInput }, async ({ ctx, input, request, ip }) => {
  const currentSession = sessionIdFrom(request.headers.get("Cookie"), ctx.deployment);
  await changePassword(ctx, input, { ip, currentSession });
  return redirectWithFlash(paths.accountPassword(), "Guardamos tu clave nueva y cerramos tus otras sesiones.");
});

export default function PasswordPage() {
  const { email, hasPassword } = useLoaderData<typeof loader>();
  const { errors } = useSubmission();
  return (
    <Page title="Tu cuenta" width="narrow" lead={email}>
      <AccountTabs current="password" />
      <Form errors={errors}>
        <p>{hasPassword ? "Al cambiarla se cierran tus sesiones en los demás equipos." : "Hoy entras con un enlace que llega a tu correo. Si quieres, elige además una clave."}</p>
        {hasPassword && <CurrentPasswordField />}
        <NewPasswordField label="Clave nueva" />
        <SubmitBar>
          <Button>Guardar la clave</Button>
        </SubmitBar>
      </Form>
      {hasPassword && (
        <p>
          ¿No recuerdas la actual? <a href={paths.resetRequest()}>Pide un enlace para elegir otra</a>.
        </p>
      )}
    </Page>
  );
}
