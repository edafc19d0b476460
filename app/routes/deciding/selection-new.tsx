import { useLoaderData } from "@remix-run/react";
import { CircleFrame } from "#app/components/circle-frame.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { openSelection } from "#app/domain/selections/opening.server.ts";
import { PHASE_DAYS_MAX, SelectionOpening } from "#app/domain/selections/opening.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { METHODS } from "#app/i18n/circle-words.ts";
import { PROCESS_MODES } from "#app/i18n/governance.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Field, Form, RadioGroup, Select, SubmitBar } from "#app/ui/form.tsx";
import { circleToSelect, selectionPage } from "./selection-new.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { circleSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Elegir a quien ejerza un rol");

export const loader = loaderWith({ who: "signed_in" }, ({ ctx, params, url }) => selectionPage(ctx, params.id, url));

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => circleToSelect(ctx, params.id), input: SelectionOpening }, async ({ ctx, params, input }) => {
  const { id, already } = await openSelection(ctx, params.id ?? "", input);
  const said = already ? { kind: "warn" as const, text: "Para ese rol ya hay una elección en curso: es esta." } : "La elección está abierta. Primero se mira el rol.";
  return redirectWithFlash(paths.process(id), said);
});

export default function SelectionNewPage() {
  const page = useLoaderData<typeof loader>();
  return (
    <CircleFrame
      circle={page.frame}
      tab="processes"
      title="Elegir a quien ejerza un rol"
      lead="El círculo mira el rol, propone nombres con sus razones y busca a quien nadie objete."
    >
      {page.open.map(({ id, role }) => (
        <p key={id}>
          Ya hay una elección en curso: <a href={paths.process(id)}>{role}</a>.
        </p>
      ))}
      {page.roles.length > 0 ? (
        <OpeningForm page={page} />
      ) : (
        <Empty
          title="No hay roles por elegir"
          action={
            <LinkButton to={paths.circle(page.frame.id)} kind="secondary">
              Volver al círculo
            </LinkButton>
          }
        >
          Cada rol del círculo ya tiene su elección en curso.
        </Empty>
      )}
    </CircleFrame>
  );
}

function OpeningForm({ page }: { page: Loaded }) {
  const { roles, meetings, meeting, method } = page;
  const live = meetings.some((each) => each.value === meeting);
  const form = useSubmission({
    role_id: roles.some((each) => each.value === page.role) ? page.role : (roles[0]?.value ?? ""),
    mode: live ? "live" : "days",
    phase_days: 4,
    event_id: meeting || (meetings[0]?.value ?? ""),
    facilitator_id: page.me,
    method,
  });
  const modes = ["days", "live"] as const;
  const values = Object.fromEntries(["role_id", "mode", "phase_days", "event_id", "facilitator_id", "facilitator_other", "method"].map((name) => [name, form.value(name)]));
  return (
    <Form errors={form.errors} values={values}>
      <input type="hidden" name="process_id" value={form.value("process_id") || page.id} />
      <Select
        label="Para qué rol"
        name="role_id"
        required
        options={roles}
        hint="Si hoy alguien lo ejerce, sigue hasta que la persona elegida acepte. En ese momento termina su período."
      />
      <RadioGroup legend="Cómo lo harán" name="mode" options={modes.map((mode) => ({ value: mode, label: PROCESS_MODES[mode]?.label, hint: PROCESS_MODES[mode]?.hint }))} />
      {meetings.length > 0 && (
        <Select
          label="En qué reunión"
          name="event_id"
          optional
          placeholder="En ninguna del calendario"
          options={meetings}
          hint="Si es en una reunión, lo acordado queda también en su acta."
        />
      )}
      <Field
        label="Cuánto dura cada paso"
        name="phase_days"
        type="number"
        min={1}
        max={PHASE_DAYS_MAX}
        required
        width="short"
        after={<span>días</span>}
        hint="Cuando es por correo. El plazo termina siempre en un día hábil."
      />
      {page.voices.length > 0 && (
        <Select
          label="Quién facilita"
          name="facilitator_id"
          options={page.voices.some((each) => each.value === page.me) ? page.voices : [{ value: page.me, label: "Yo" }, ...page.voices]}
          hint="Conduce los pasos y propone a una persona cuando ya se oyeron las razones."
        />
      )}
      <Field
        label="O alguien de fuera del círculo"
        name="facilitator_other"
        optional
        maxLength={254}
        hint="Su correo o su nombre completo, si tiene cuenta en la red. Conduce, pero no tiene voz."
      />
      {method === "vote" && (
        <RadioGroup
          legend="De qué manera"
          name="method"
          options={(["vote", "consent"] as const).map((each) => ({ value: each, label: METHODS[each].one, hint: METHODS[each].hint }))}
        />
      )}
      <SubmitBar>
        <Button>Abrir la elección</Button>
        <LinkButton to={paths.circle(page.frame.id)} kind="quiet">
          Ahora no
        </LinkButton>
      </SubmitBar>
    </Form>
  );
}
