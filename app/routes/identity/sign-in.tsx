import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { SignInInput } from "#app/domain/identity/person.ts";
import { signIn } from "#app/domain/identity/sign-in.server.ts";
import { firstName } from "#app/domain/text.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Prose } from "#app/ui/card.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Field, Form, SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { enteredResponse, fromOf, wayBack } from "./enter.server.ts";

export const meta = () => pageMeta("Entrar");

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, url }) => {
  const back = wayBack(url.searchParams.get("volver"));
  if (ctx.actor) throw redirect(back, 303);
  return { back, asked: url.searchParams.has("volver"), demo: ctx.deployment.demo };
});

export const action = actionWith({ who: "anyone", input: SignInInput }, async ({ ctx, input, form, url, request, ip }) => {
  const entered = await signIn(ctx, input, fromOf(request, ip));
  const back = wayBack(form.get("volver") ?? url.searchParams.get("volver"));
  return enteredResponse(ctx, entered, back, `Hola, ${firstName(entered.person.name)}.`);
});

export default function SignInPage() {
  const { back, asked, demo } = useLoaderData<typeof loader>();
  const { errors, value } = useSubmission();
  return (
    <Page title="Entrar" width="narrow" lead={asked ? "Para ver esa página, entra con tu cuenta." : undefined}>
      <Form errors={errors}>
        <input type="hidden" name="volver" value={back} />
        <Field label="Correo" name="email" type="email" value={value("email")} required maxLength={254} autoComplete="username" inputMode="email" />
        <Field label="Clave" name="password" type="password" required maxLength={200} autoComplete="current-password" />
        <SubmitBar>
          <Button icon="enter">Entrar</Button>
        </SubmitBar>
      </Form>
      <Prose>
        <ul>
          <li>
            <a href={paths.signInLinkRequest(asked ? { volver: back } : {})}>Entrar sin clave, con un enlace que llega a tu correo</a>
          </li>
          <li>
            <a href={paths.resetRequest()}>Olvidé mi clave</a>
          </li>
          <li>
            <a href={paths.register()}>Crear una cuenta</a>
          </li>
        </ul>
      </Prose>
      {demo && <DemoAccounts />}
    </Page>
  );
}

function DemoAccounts() {
  return (
    <Notice kind="info" title="Cuentas de esta demostración">
      <p>Todas con la clave nodos-demo:</p>
      <Prose>
        <ul>
          <li>docente@nodos.example</li>
          <li>coordinacion@nodos.example</li>
          <li>direccion@nodos.example</li>
          <li>aliada@nodos.example</li>
          <li>admin@nodos.example</li>
        </ul>
      </Prose>
    </Notice>
  );
}
