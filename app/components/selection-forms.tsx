/** The forms of a selection: one act each, plain HTML. */
import { BLANK, candidatesOf, MONTHS_MAX, openObjections, type SelectionProposal, standing } from "#app/domain/selections/selection.ts";
import { Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Field, RadioGroup, Select, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { ActForm, ForWhom, useTyped } from "./process-act.tsx";
import type { Name, SelectionPage } from "./selection-parts.tsx";

interface Props {
  page: SelectionPage;
  name: Name;
}

const speaks = (page: SelectionPage) => page.hasVoice || page.forOthers;

/** Whom one may name: the members, and who was named already; oneself last said as such. */
function nameable({ page, name }: Props, onlyNamed = false) {
  const { setup, nominations } = page.view;
  const named = [...setup.candidates, ...nominations.map((each) => each.nominee)];
  const ids = [...new Set(onlyNamed ? [...named, ...page.voices] : [...page.voices, ...named])];
  return ids.map((id) => ({ value: id, label: id === page.me && !page.forOthers ? `${name(id)} (yo)` : name(id) }));
}

export function SayOfRole({ page }: Props) {
  const typed = useTyped(page, "comment");
  if (!speaks(page)) return null;
  const fine = page.forOthers || (page.me !== null && !page.spoken.includes(page.me));
  return (
    <>
      {fine && (
        <ActForm page={page} act="fine">
          <ForWhom page={page} id="for-fine" />
          <SubmitBar>
            <Button icon="check">Está bien así</Button>
          </SubmitBar>
        </ActForm>
      )}
      <Disclosure summary="Falta o sobra algo" open={typed.refused}>
        <ActForm page={page} act="comment" errors={typed.errors}>
          <ForWhom page={page} id="for-comment" />
          <TextArea label="Qué cambiarías del rol" name="words" id="comment-words" rows={3} maxLength={600} required value={typed.value("words")} />
          <SubmitBar>
            <Button kind="secondary">Enviar</Button>
          </SubmitBar>
        </ActForm>
      </Disclosure>
    </>
  );
}

export function DescribeForm({ page }: Props) {
  const typed = useTyped(page, "describe");
  const { role, months } = page.view;
  if (!page.conducts) return null;
  const area = (name: "purpose" | "domain" | "accountabilities" | "qualifications", label: string, max: number, hint?: string) => (
    <TextArea label={label} name={name} rows={3} maxLength={max} hint={hint} value={typed.value(name, role[name])} />
  );
  return (
    <Disclosure summary="Cambiar la descripción o el período" open={typed.refused}>
      <ActForm page={page} act="describe" errors={typed.errors}>
        {area("purpose", "Para qué existe", 600)}
        {area("domain", "Qué puede decidir", 1000)}
        {area("accountabilities", "De qué se encarga", 2000, "Una cosa por línea.")}
        {area("qualifications", "Qué ayuda a hacerlo bien", 2000, "Una cosa por línea.")}
        <Field
          label="Por cuánto tiempo"
          name="months"
          type="number"
          min={1}
          max={MONTHS_MAX}
          required
          width="short"
          after={<span>meses</span>}
          value={typed.value("months", String(months))}
        />
        <SubmitBar note={<p className="hint">El rol cambia en el círculo cuando la elección termina.</p>}>
          <Button kind="secondary">Guardar la descripción</Button>
        </SubmitBar>
      </ActForm>
    </Disclosure>
  );
}

/** S3: Nominate: one name and why, oneself included. */
export function NominateForm({ page, name, act }: Props & { act: "nominate" | "change" }) {
  const typed = useTyped(page, act);
  const mine = page.forOthers ? undefined : page.view.nominations.find((each) => each.person === page.me);
  if (!speaks(page)) return null;
  return (
    <ActForm page={page} act={act} errors={typed.errors}>
      <ForWhom page={page} id={`for-${act}`} />
      <Select
        label="A quién"
        name="nominee"
        id={`${act}-nominee`}
        placeholder="Elige a una persona"
        options={nameable({ page, name })}
        value={typed.value("nominee", act === "nominate" ? mine?.nominee : "")}
        error={typed.errors.nominee}
      />
      <Field
        label="O alguien que no está en la lista"
        name="other"
        id={`${act}-other`}
        optional
        maxLength={254}
        value={typed.value("other")}
        error={typed.errors.other}
        hint="Su correo o su nombre completo, si tiene cuenta en la red."
      />
      <TextArea
        label="Por qué"
        name="reason"
        id={`${act}-reason`}
        rows={3}
        maxLength={600}
        required
        value={typed.value("reason", act === "nominate" ? mine?.reason : "")}
        error={typed.errors.reason}
        hint="Qué has visto que hace bien y cómo serviría en este rol."
      />
      <SubmitBar>
        <Button>{mine ? "Cambiar mi propuesta" : "Proponer"}</Button>
      </SubmitBar>
    </ActForm>
  );
}

export function ChangeForms({ page, name }: Props) {
  const typed = useTyped(page, "change");
  const { nominations } = page.view;
  const mine = nominations.find((each) => each.person === page.me);
  const named = nominations.filter((each) => !each.kept).map((each) => each.person);
  const keeps = page.forOthers ? named.some((each) => page.voices.includes(each)) : page.hasVoice && mine !== undefined && !mine.kept;
  if (!speaks(page)) return null;
  return (
    <>
      {keeps && (
        <ActForm page={page} act="keep">
          <ForWhom page={page} id="for-keep" only={page.voices.filter((voice) => named.includes(voice))} />
          <SubmitBar>
            <Button icon="check">{mine && !page.forOthers ? `Mantengo: ${name(mine.nominee)}` : "Mantiene su propuesta"}</Button>
          </SubmitBar>
        </ActForm>
      )}
      <Disclosure summary={mine || page.forOthers ? "Prefiero a otra persona" : "Proponer ahora"} open={typed.refused || (!mine && !page.forOthers)}>
        <NominateForm page={page} name={name} act="change" />
      </Disclosure>
    </>
  );
}

/** The facilitator's proposal; with objections, the amendment that is to integrate them. */
export function TermsForm({ page, name, act }: Props & { act: "propose" | "amend" }) {
  const typed = useTyped(page, act);
  if (!page.conducts) return null;
  const now: Partial<SelectionProposal> = act === "amend" ? (standing(page.view) ?? {}) : {};
  const extra: Record<string, string> = act === "amend" ? { objections: String(openObjections(page.view).length) } : {};
  return (
    <ActForm page={page} act={act} extra={extra} errors={typed.errors}>
      <Select
        label="A quién propones"
        name="nominee"
        id={`${act}-nominee`}
        required
        placeholder="Elige a una persona"
        options={nameable({ page, name }, true)}
        value={typed.value("nominee", now.nominee)}
      />
      <Field
        label="Por cuánto tiempo"
        name="months"
        id={`${act}-months`}
        type="number"
        min={1}
        max={MONTHS_MAX}
        required
        width="short"
        after={<span>meses</span>}
        value={typed.value("months", String(now.months ?? page.view.months))}
      />
      <TextArea
        label="Condiciones"
        name="conditions"
        id={`${act}-conditions`}
        optional
        rows={2}
        maxLength={1000}
        value={typed.value("conditions", now.conditions)}
        hint="Por ejemplo: con apoyo de alguien los primeros meses."
      />
      <TextArea
        label={act === "amend" ? "Cómo se hace cargo de las objeciones" : "Por qué"}
        name="reason"
        id={`${act}-reason`}
        rows={3}
        maxLength={600}
        required
        value={typed.value("reason")}
        error={typed.errors.reason}
      />
      <SubmitBar>
        <Button>{act === "amend" ? "Cambiar y preguntar de nuevo" : "Proponer al círculo"}</Button>
      </SubmitBar>
    </ActForm>
  );
}

export function VoteForm({ page, name }: Props) {
  const typed = useTyped(page, "vote");
  if (!page.hasVoice || page.me === null || page.spoken.includes(page.me)) return null;
  const options = candidatesOf(page.view).map((id) => ({ value: id, label: name(id) }));
  return (
    <ActForm page={page} act="vote" errors={typed.errors}>
      <RadioGroup
        legend="Tu voto"
        name="choice"
        required
        options={[...options, { value: BLANK, label: "En blanco" }]}
        hint={page.view.tied ? "Hubo empate: esta vez se elige entre quienes empataron." : undefined}
      />
      <SubmitBar note={<p className="hint">Se anota que votaste; por quién, no se guarda junto a tu nombre.</p>}>
        <Button>Votar</Button>
      </SubmitBar>
    </ActForm>
  );
}

/** The nominee alone answers. */
export function AnswerForms({ page }: Props) {
  const typed = useTyped(page, "decline");
  const proposal = standing(page.view);
  if (!proposal || page.me !== proposal.nominee) return null;
  const extra = { proposal: String(proposal.n) };
  return (
    <>
      <ActForm page={page} act="accept" extra={extra}>
        <SubmitBar>
          <Button icon="check">Sí, acepto el rol</Button>
        </SubmitBar>
      </ActForm>
      <Disclosure summary="No puedo o no quiero" open={typed.refused}>
        <ActForm page={page} act="decline" extra={extra} errors={typed.errors}>
          <TextArea
            label="Qué le dices al círculo"
            name="words"
            id="decline-words"
            rows={2}
            maxLength={600}
            required
            value={typed.value("words")}
            hint="Basta una frase. Nadie está obligado a aceptar."
          />
          <SubmitBar>
            <Button kind="secondary">No acepto</Button>
          </SubmitBar>
        </ActForm>
      </Disclosure>
    </>
  );
}

/** An objection that comes after the round (S3: Objection: at any time). */
export function LateObjection({ page, summary, hint }: Props & { summary: string; hint: string }) {
  const typed = useTyped(page, "object");
  const proposal = standing(page.view);
  if (!page.hasVoice || !proposal) return null;
  return (
    <Disclosure summary={summary} open={typed.refused}>
      <ActForm page={page} act="object" extra={{ proposal: String(proposal.n) }} errors={typed.errors}>
        <TextArea label="Qué daño o riesgo ves" name="words" id="object-words" rows={3} maxLength={600} required value={typed.value("words")} />
        <SubmitBar note={<p className="hint">{hint}</p>}>
          <Button kind="secondary">Objetar</Button>
        </SubmitBar>
      </ActForm>
    </Disclosure>
  );
}
