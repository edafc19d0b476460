import { useActionData, useLoaderData } from "@remix-run/react";
import { AccountTabs } from "#app/components/account-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { GenderField, PublicNameField, WorkFields } from "#app/components/person-fields.tsx";
import { SchoolChoice } from "#app/components/school-choice.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { ownPerson, updateProfile } from "#app/domain/identity/account.server.ts";
import { ProfileInput } from "#app/domain/identity/person.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { shortDate } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { type SchoolFormReply, schoolsOf, submitWithSchool } from "#app/routes/identity/school-form.server.ts";
import { Button } from "#app/ui/button.tsx";
import { Prose } from "#app/ui/card.tsx";
import { Field, Fieldset, Form, SubmitBar } from "#app/ui/form.tsx";
import { Page, Section } from "#app/ui/layout.tsx";

export const meta = () => pageMeta("Tu cuenta");
export const handle = { scripts: ["/js/event-search.js"] };

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx }) => {
  const { name, email, position, specialty, organisation, establishment_id, name_public_at, gender } = await ownPerson(ctx);
  const schools = await schoolsOf(ctx, "", establishment_id ?? "");
  return { email, name_public_at, schools, values: { name, position, specialty, organisation, establishment_id, name_public: name_public_at ? "1" : "", gender: gender ?? "" } };
});

export const action = actionWith({ who: "signed_in" }, async ({ ctx, form }) =>
  submitWithSchool(ctx, form, ProfileInput, async (input) => {
    await updateProfile(ctx, input);
    return redirectWithFlash(paths.account(), "Guardamos tus datos.");
  }),
);

export default function ProfilePage() {
  const { email, name_public_at, schools, values } = useLoaderData<typeof loader>();
  const { errors, value } = useSubmission(values);
  const found = (useActionData() as SchoolFormReply | undefined)?.schools ?? schools;
  return (
    <Page title="Tu cuenta" width="narrow" lead={email}>
      <AccountTabs current="profile" />
      <Form errors={errors}>
        <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true">
          Guardar
        </button>
        <Field label="Nombre y apellidos" name="name" value={value("name")} required maxLength={120} autoComplete="name" />
        <SchoolChoice value={value} schools={found} />
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
        <GenderField value={value("gender")} />
        <Fieldset legend="Tu nombre en público" hint={name_public_at ? `Lo autorizaste el ${shortDate(name_public_at)}.` : undefined}>
          <PublicNameField checked={value("name_public") === "1"} />
        </Fieldset>
        <SubmitBar>
          <Button>Guardar</Button>
        </SubmitBar>
      </Form>
      <OwnData />
    </Page>
  );
}

function OwnData() {
  return (
    <Section title="Tus datos">
      <Prose>
        <ul>
          <li>
            <a href={paths.accountData()} download>
              Descargar todo lo que guardamos de ti
            </a>
          </li>
          <li>
            <a href={paths.accountClose()}>Cerrar mi cuenta y borrar mis datos</a>
          </li>
          <li>
            <a href={paths.privacy()}>Cómo cuidamos tus datos</a>
          </li>
        </ul>
      </Prose>
    </Section>
  );
}
