import type { WayName } from "#app/domain/proposals/opening.ts";
import { PROCESS_MODES } from "#app/i18n/governance.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Checkbox, DateField, Field, Form, RadioGroup, Select, SubmitBar, TextArea } from "#app/ui/form.tsx";
import type { CircleFrameData } from "./circle-frame.tsx";
import { useSubmission } from "./submission.ts";
import { TensionFields } from "./tension-fields.tsx";

type Options = { value: string; label: string }[];

interface FormParts {
  id: string;
  me: string;
  voices: Options;
  roles: Options;
  meetings: Options;
  review_on: string;
}

interface OpeningPage {
  frame: Pick<CircleFrameData, "id">;
  tension: { id: string; title: string } | null;
  /** The meeting that was asked for in the address. */
  meeting: string;
  /** What its tension says already. */
  drawn: { title: string; situation: string; effect: string; need: string } | null;
  replaces: { title: string } | null;
}

const TEXTS: Record<WayName, { title: string; titleHint: string; text: string; textHint: string; button: string }> = {
  propuesta: {
    title: "Nombre de la propuesta",
    titleHint: "Por ejemplo: «Actas publicadas en cinco días».",
    text: "Qué propones",
    textHint: "Concreto y breve: qué se hará, quién, desde cuándo. Puedes usar **negrita** y listas con guiones.",
    button: "Abrir la propuesta",
  },
  consejo: {
    title: "Qué vas a decidir",
    titleHint: "Por ejemplo: «A qué feria vamos este año».",
    text: "Qué estás pensando hacer",
    textHint: "Lo que sabes, lo que dudas y en qué te serviría un consejo.",
    button: "Pedir consejo",
  },
  sondeo: {
    title: "La pregunta",
    titleHint: "Por ejemplo: «¿Qué día nos reunimos?».",
    text: "Algo que convenga saber",
    textHint: "Si hace falta, una frase.",
    button: "Abrir el sondeo",
  },
};

/** What is proposed, why, until when, and how the circle will go about it. */
export function ProposalForm({ page, way, form: parts }: { page: OpeningPage; way: WayName; form: FormParts }) {
  const { tension, drawn, replaces, frame, meeting } = page;
  const mode = meeting && parts.meetings.some((each) => each.value === meeting) ? "live" : "days";
  const form = useSubmission({
    title: drawn?.title ?? "",
    phase_days: 3,
    mode,
    event_id: meeting || (parts.meetings[0]?.value ?? ""),
    facilitator_id: parts.me,
    review_on: parts.review_on,
  });
  const words = TEXTS[way];
  const driver = form.refused ? { situation: form.value("situation"), effect: form.value("effect"), need: form.value("need") } : drawn;
  const value = (name: string) => form.value(name);
  return (
    <Form errors={form.errors}>
      <input type="hidden" name="process_id" value={value("process_id") || parts.id} />
      {tension && <input type="hidden" name="tension_id" value={tension.id} />}
      {tension && <p className="hint">Para atender la tensión «{tension.title}».</p>}
      <Field label={words.title} name="title" hint={words.titleHint} maxLength={120} required value={value("title")} />
      {way === "sondeo" ? (
        <>
          <TextArea label="Opciones" name="options" rows={4} maxLength={1500} required value={value("options")} hint="Una por línea: entre dos y diez." />
          <TextArea label={words.text} name="text" optional rows={2} maxLength={2000} value={value("text")} hint={words.textHint} />
        </>
      ) : (
        <>
          <Disclosure summary="Por qué hace falta" open>
            <TensionFields values={driver} optional />
          </Disclosure>
          <TextArea label={words.text} name="text" rows={8} maxLength={20_000} required value={value("text")} hint={words.textHint} />
          <Lasting way={way} parts={parts} value={value} replaces={replaces} />
        </>
      )}
      <HowDecided parts={parts} value={value} />
      <SubmitBar>
        <Button>{words.button}</Button>
        <LinkButton to={paths.proposalNew(frame.id, { tension: tension?.id ?? "", reunion: meeting })} kind="quiet">
          Elegir otra manera
        </LinkButton>
      </SubmitBar>
    </Form>
  );
}

type Value = (name: string) => string;

/** Until when it holds, and who looks after it. */
function Lasting({ way, parts, value, replaces }: { way: WayName; parts: FormParts; value: Value; replaces: OpeningPage["replaces"] }) {
  const agreed = way === "propuesta";
  return (
    <>
      <DateField
        label="Cuándo se revisa"
        name="review_on"
        required={agreed}
        optional={!agreed}
        value={value("review_on")}
        hint={agreed ? "Seis meses suele ser buen plazo: se prueba, y ese día el círculo mira cómo resultó." : undefined}
      />
      {parts.roles.length > 0 && (
        <Select label="Rol que se hace cargo" name="role_id" optional placeholder="Ninguno: queda a mi nombre" options={parts.roles} value={value("role_id")} />
      )}
      {agreed && replaces && <Checkbox label="Si se adopta, reemplaza al acuerdo que hoy está vigente" name="supersedes" checked hint={replaces.title} />}
    </>
  );
}

/** In a meeting or over days, how long each step takes, and who conducts. */
function HowDecided({ parts, value }: { parts: FormParts; value: Value }) {
  const live = parts.meetings.length > 0;
  const modes = live ? (["days", "live"] as const) : (["days"] as const);
  return (
    <>
      {live ? (
        <RadioGroup
          legend="Cómo se decide"
          name="mode"
          value={value("mode")}
          options={modes.map((mode) => ({ value: mode, label: PROCESS_MODES[mode]?.label, hint: PROCESS_MODES[mode]?.hint }))}
        />
      ) : (
        <input type="hidden" name="mode" value="days" />
      )}
      {live && <Select label="En qué reunión" name="event_id" optional options={parts.meetings} value={value("event_id")} hint="Solo si se decide en una reunión." />}
      <Field
        label="Cuánto dura cada paso"
        name="phase_days"
        type="number"
        min={1}
        max={30}
        width="short"
        after={<span>días</span>}
        value={value("phase_days")}
        hint="Cuando se decide por correo. El plazo termina siempre en un día hábil."
      />
      <Select
        label="Quién facilita"
        name="facilitator_id"
        options={parts.voices}
        value={value("facilitator_id")}
        hint="Cuida que todas las voces se escuchen y va cerrando los pasos."
      />
    </>
  );
}
