import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CheckMail } from "#app/components/check-mail.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { EmailInput } from "#app/domain/identity/person.ts";
import { requestReset } from "#app/domain/identity/sign-in.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Field, Form, SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { fromOf } from "./enter.server.ts";

export const meta = () => pageMeta("Elegir una clave nueva");

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, url }) => ({ sent: url.searchParams.has("enviado"), demo: ctx.deployment.demo }));

export const action = actionWith({ who: "anyone", input: EmailInput }, async ({ ctx, input, request, ip }) => {
  await requestReset(ctx, input.email, fromOf(request, ip));
  return redirect(paths.resetRequest({ enviado: 1 }), 303);
});

export default function ResetRequestPage() {
  const { sent, demo } = useLoaderData<typeof loader>();
  const { errors, value, refused } = useSubmission();
  if (sent && !refused) {
    return (
      <CheckMail demo={demo} again={paths.resetRequest()}>
        <p>Si hay una cuenta con ese correo, le enviamos un enlace para elegir una clave nueva. Sirve una vez, durante una hora.</p>
      </CheckMail>
    );
  }
  return (
    <Page title="Elegir una clave nueva" width="narrow" lead="Escribe tu correo y te enviamos un enlace para elegirla.">
      <Form errors={errors}>
        <Field label="Correo" name="email" type="email" value={value("email")} required maxLength={254} autoComplete="username" inputMode="email" />
        <SubmitBar>
          <Button icon="mail">Enviarme el enlace</Button>
          <LinkButton to={paths.signIn()} kind="quiet">
            Volver a entrar
          </LinkButton>
        </SubmitBar>
      </Form>
    </Page>
  );
}
