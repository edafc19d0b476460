import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { DateField, Form, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { useSubmission } from "./submission.ts";

interface Props {
  agreement: { id: string; number: number; title: string; state: string; expiresOn: string | null };
  eyebrow: ReactNode;
}

const named = ({ number, title }: Props["agreement"]): string => `N.º ${number}: ${title}`;

/** Looked at, and it stays. */
export function KeepForm({ agreement, eyebrow }: Props) {
  const { suggested } = useLoaderData<{ suggested: string }>();
  const form = useSubmission({ review_on: suggested, expires_on: agreement.state === "expired" ? "" : agreement.expiresOn, note: "" });
  return (
    <Page title="Mantener el acuerdo" eyebrow={eyebrow} lead={named(agreement)} width="narrow">
      <Form errors={form.errors}>
        <DateField
          label="Próxima revisión"
          name="review_on"
          value={form.value("review_on")}
          required
          hint="Ese día el acuerdo vuelve a la agenda del círculo y avisamos a quien responde por él."
        />
        {agreement.expiresOn && <DateField label="Vale hasta" name="expires_on" value={form.value("expires_on")} optional hint="Sin fecha, vale hasta que el círculo lo cambie." />}
        <TextArea label="Qué se vio en la revisión" name="note" value={form.value("note")} rows={4} maxLength={1000} optional hint="Queda con el acuerdo, para el círculo." />
        <SubmitBar>
          <Button name="intent" value="keep" icon="check">
            Mantener el acuerdo
          </Button>
          <Back id={agreement.id} />
        </SubmitBar>
      </Form>
    </Page>
  );
}

/** It holds no more, and nothing takes its place. */
export function EndForm({ agreement, eyebrow }: Props) {
  const form = useSubmission({ reason: "" });
  return (
    <Page title="Terminar el acuerdo" eyebrow={eyebrow} lead={named(agreement)} width="narrow">
      <Form errors={form.errors}>
        <p>El acuerdo deja de valer desde ahora y no se puede volver atrás. Se queda en la bitácora, con el motivo a la vista.</p>
        <TextArea
          label="Por qué termina"
          name="reason"
          value={form.value("reason")}
          rows={4}
          maxLength={1000}
          required
          hint="Por ejemplo: se cumplió, o el círculo decidió dejarlo en su reunión de marzo."
        />
        <SubmitBar>
          <Button kind="danger" name="intent" value="end">
            Terminar el acuerdo
          </Button>
          <Back id={agreement.id} />
        </SubmitBar>
      </Form>
    </Page>
  );
}

function Back({ id }: { id: string }) {
  return (
    <LinkButton to={paths.circleAgreement(id)} kind="quiet">
      Volver sin cambios
    </LinkButton>
  );
}
