import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CheckMail } from "#app/components/check-mail.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { NewPasswordField, PublicNameField, WorkFields } from "#app/components/person-fields.tsx";
import { SchoolChoice } from "#app/components/school-choice.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { register } from "#app/domain/identity/people.server.ts";
import { RegisterInput } from "#app/domain/identity/person.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Checkbox, Field, Fieldset, Form, SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { fromOf } from "./enter.server.ts";
import { type SchoolFormReply, submitWithSchool } from "./school-form.server.ts";

export const meta = () => pageMeta("Crear una cuenta", "Súmate a la red: elige tu especialidad, únete a un nodo y responde las invitaciones desde tu correo.");
export const handle = { scripts: ["/js/event-search.js"] };

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, url }) => {
  if (ctx.actor) throw redirect(paths.account(), 303);
  return { sent: url.searchParams.has("enviado"), demo: ctx.deployment.demo, network: ctx.deployment.networkName };
});

export const action = actionWith({ who: "anyone" }, async ({ ctx, form, request, ip }) =>
  submitWithSchool(ctx, form, RegisterInput, async (input) => {
    await register(ctx, input, fromOf(request, ip));
    return redirect(paths.register({ enviado: 1 }), 303);
  }),
);

export default function RegisterPage() {
  const { sent, demo, network } = useLoaderData<typeof loader>();
  const { errors, value, refused } = useSubmission();
  const schools = (useActionData() as SchoolFormReply | undefined)?.schools ?? [];
  if (sent && !refused) return <Sent demo={demo} />;
  return (
    <Page title="Crear una cuenta" width="narrow" lead="Con tu cuenta te sumas a nodos, respondes invitaciones y llevas las reuniones a tu calendario.">
      <Form errors={errors}>
        {/* Enter in any field sends the form by its first button: this one, not the search for schools. */}
        <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true">
          Crear mi cuenta
        </button>
        <Fieldset legend="Tu trabajo">
          <SchoolChoice value={value} schools={schools} />
          <Field
            label="Otra institución"
            name="organisation"
            optional
            value={value("organisation")}
            maxLength={120}
            autoComplete="organization"
            hint="Si no trabajas en un establecimiento de la lista."
          />
          <WorkFields value={value} />
        </Fieldset>
        <Fieldset legend="Tú">
          <Field label="Nombre y apellidos" name="name" value={value("name")} required maxLength={120} autoComplete="name" />
          <Field
            label="Correo"
            name="email"
            type="email"
            value={value("email")}
            required
            maxLength={254}
            autoComplete="email"
            inputMode="email"
            hint="Te enviaremos un mensaje para confirmarlo."
          />
          <NewPasswordField label="Clave" optional />
        </Fieldset>
        <Fieldset legend="Tus datos">
          <Checkbox name="consent" required checked={value("consent") === "1"} label={<Consent network={network} />} />
          <PublicNameField checked={value("name_public") === "1"} />
        </Fieldset>
        <SubmitBar>
          <Button>Crear mi cuenta</Button>
          <LinkButton to={paths.signIn()} kind="quiet">
            Ya tengo una
          </LinkButton>
        </SubmitBar>
      </Form>
    </Page>
  );
}

function Consent({ network }: { network: string }) {
  return (
    <>
      Acepto que {network} guarde mi nombre, mi correo, dónde trabajo y en qué participo, para convocarme a sus reuniones. Puedo ver, corregir y borrar mis datos cuando quiera.{" "}
      <a href={paths.privacy()}>Cómo los cuidamos</a>
    </>
  );
}

function Sent({ demo }: { demo: boolean }) {
  return (
    <CheckMail demo={demo} again={paths.register()}>
      <p>Te enviamos un mensaje. Ábrelo y aprieta el botón para confirmar que el correo es tuyo: con eso tu cuenta queda lista. El enlace dura 24 horas.</p>
    </CheckMail>
  );
}
