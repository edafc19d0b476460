import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CheckMail } from "#app/components/check-mail.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { EmailInput } from "#app/domain/identity/person.ts";
import { requestSignInLink } from "#app/domain/identity/sign-in.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Field, Form, SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { fromOf, wayBack } from "./enter.server.ts";

export const meta = () => pageMeta("Entrar sin clave");

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, url }) => ({
  sent: url.searchParams.has("enviado"),
  back: wayBack(url.searchParams.get("volver")),
  demo: ctx.deployment.demo,
}));

export const action = actionWith({ who: "anyone", input: EmailInput }, async ({ ctx, input, form, request, ip }) => {
  const back = onward(wayBack(form.get("volver")));
  await requestSignInLink(ctx, input.email, fromOf(request, ip), back);
  return redirect(paths.signInLinkRequest({ enviado: 1, volver: back }), 303);
});

/** Nothing where it would only be the front page. */
const onward = (back: string): string | undefined => (back === paths.home() ? undefined : back);

export default function LinkRequestPage() {
  const { sent, back, demo } = useLoaderData<typeof loader>();
  const { errors, value, refused } = useSubmission();
  if (sent && !refused) {
    return (
      <CheckMail demo={demo} again={paths.signInLinkRequest({ volver: onward(back) })}>
        <p>Si hay una cuenta con ese correo, le enviamos un enlace para entrar. Sirve una vez, durante 15 minutos.</p>
      </CheckMail>
    );
  }
  return (
    <Page title="Entrar sin clave" width="narrow" lead="Te enviamos un enlace al correo: lo abres, aprietas el botón y entras.">
      <Form errors={errors}>
        <input type="hidden" name="volver" value={back} />
        <Field label="Correo" name="email" type="email" value={value("email")} required maxLength={254} autoComplete="username" inputMode="email" />
        <SubmitBar>
          <Button icon="mail">Enviarme el enlace</Button>
          <LinkButton to={paths.signIn(onward(back))} kind="quiet">
            Entrar con clave
          </LinkButton>
        </SubmitBar>
      </Form>
    </Page>
  );
}
