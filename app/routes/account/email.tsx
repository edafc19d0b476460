import { useLoaderData } from "@remix-run/react";
import { AccountTabs } from "#app/components/account-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { CurrentPasswordField } from "#app/components/person-fields.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { ownPerson, requestEmailChange } from "#app/domain/identity/account.server.ts";
import { ChangeEmailInput } from "#app/domain/identity/person.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Field, Form, SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";

export const meta = () => pageMeta("Cambiar tu correo");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx }) => {
  const person = await ownPerson(ctx);
  return { email: person.email, hasPassword: person.password_hash !== null };
});

export const action = actionWith({ who: "signed_in", input: ChangeEmailInput }, async ({ ctx, input, ip }) => {
  await requestEmailChange(ctx, input, ip);
  return redirectWithFlash(paths.accountEmail(), "Te enviamos un mensaje al correo nuevo. El cambio vale cuando aprietes su botón; dura 24 horas.");
});

export default function EmailPage() {
  const { email, hasPassword } = useLoaderData<typeof loader>();
  const { errors, value } = useSubmission();
  return (
    <Page title="Tu cuenta" width="narrow" lead={email}>
      <AccountTabs current="email" />
      <Form errors={errors}>
        <p>
          Tu correo es <strong>{email}</strong>. Ahí llegan las invitaciones y con él entras.
        </p>
        <Field
          label="Correo nuevo"
          name="email"
          type="email"
          value={value("email")}
          required
          maxLength={254}
          autoComplete="email"
          inputMode="email"
          hint="Le enviaremos un mensaje para confirmar que es tuyo, y un aviso al actual."
        />
        {hasPassword && <CurrentPasswordField />}
        <SubmitBar>
          <Button>Cambiar mi correo</Button>
        </SubmitBar>
      </Form>
    </Page>
  );
}
