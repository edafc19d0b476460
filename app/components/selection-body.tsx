/** The body of a selection's page in each of its phases (S3: Role Selection). */
import { type Objection, openObjections, standing } from "#app/domain/selections/selection.ts";
import { Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { SubmitBar, TextArea } from "#app/ui/form.tsx";
import { Section } from "#app/ui/layout.tsx";
import { ConsentRound } from "./consent-round.tsx";
import { ActForm, ConductBox, useTyped } from "./process-act.tsx";
import { AnswerForms, ChangeForms, DescribeForm, LateObjection, NominateForm, SayOfRole, TermsForm, VoteForm } from "./selection-forms.tsx";
import { Before, Comments, type Name, NomineeCards, nameIn, ObjectionState, ProposalCard, RoleSheet, type SelectionPage, Voices } from "./selection-parts.tsx";

interface Props {
  page: SelectionPage;
  name: Name;
}

export function SelectionBody({ page }: { page: SelectionPage }) {
  const name = nameIn(page);
  const { phase } = page.view;
  return (
    <div className="stack gap-m">
      <RoleSheet page={page} open={phase === "describe"} />
      <Now page={page} name={name} />
      <Conduct page={page} name={name} />
      <Before page={page} name={name} />
      <Withdraw page={page} />
    </div>
  );
}

function Now({ page, name }: Props) {
  switch (page.view.phase) {
    case "describe":
      return (
        <Section title="¿Está bien descrito?" id="hablar">
          <Comments page={page} name={name} />
          <SayOfRole page={page} name={name} />
        </Section>
      );
    case "nominate":
      return (
        <Section title="A quién propones" id="hablar">
          <NominateForm page={page} name={name} act="nominate" />
        </Section>
      );
    case "change":
      return (
        <Section title="Nombres y razones" id="hablar">
          <NomineeCards page={page} name={name} />
          <ChangeForms page={page} name={name} />
        </Section>
      );
    case "propose":
      return (
        <Section title="Nombres y razones" id="hablar">
          <NomineeCards page={page} name={name} />
        </Section>
      );
    case "vote":
      return (
        <Section title="Votar" id="hablar">
          <VoteForm page={page} name={name} />
        </Section>
      );
    default:
      return <Proposed page={page} name={name} />;
  }
}

/** From the proposal on: it stands on top, and under it what is asked. */
function Proposed({ page, name }: Props) {
  const { phase, voices } = page.view;
  const proposal = standing(page.view);
  if (!proposal) return null;
  const mine = page.forOthers ? undefined : voices.find((each) => each.person === page.me);
  const stance = mine ? { stance: mine.says === "object" ? ("objection" as const) : mine.says, words: mine.words } : null;
  return (
    <Section title={phase === "proclaimed" ? "Quién ejerce el rol" : "La propuesta"} id="hablar">
      <ProposalCard page={page} name={name} proposal={proposal} />
      {phase === "consent" && (page.hasVoice || page.forOthers) && <ConsentRound page={page} phaseObject="la propuesta" mine={stance} extra={{ proposal: String(proposal.n) }} />}
      {phase === "consent" && <Voices voices={voices} name={name} label="Qué ha dicho cada persona" />}
      {phase === "integrate" && <Objections page={page} name={name} />}
      {phase === "accept" && <AnswerForms page={page} name={name} />}
      {phase === "accept" && proposal.from !== "vote" && (
        <LateObjection page={page} name={name} summary="Veo un daño o un riesgo" hint="La propuesta vuelve al círculo para resolver tu objeción." />
      )}
      {phase === "proclaimed" && (
        <LateObjection
          page={page}
          name={name}
          summary="Objetar esta elección"
          hint="El acuerdo queda en revisión y el círculo verá tu objeción entre sus tensiones. Mientras tanto sigue vigente."
        />
      )}
    </Section>
  );
}

function Objections({ page, name }: Props) {
  return (
    <ul className="objections" aria-label="Objeciones">
      {page.view.objections.map((each) => (
        <li key={each.id} className={`objection objection-${each.state}`}>
          <p>
            <strong>{name(each.person)}</strong> objeta: «{each.reason}»
          </p>
          <p>
            <ObjectionState objection={each} />
          </p>
          {each.state === "open" && <WithdrawObjection page={page} name={name} objection={each} />}
        </li>
      ))}
    </ul>
  );
}

/** By its owner; in a meeting, written down for them. */
function WithdrawObjection({ page, name, objection }: Props & { objection: Objection }) {
  const typed = useTyped(page, "withdraw_objection", { objection: objection.id });
  const own = page.hasVoice && objection.person === page.me;
  const forOwner = !own && page.forOthers && page.voices.includes(objection.person);
  if (!own && !forOwner) return null;
  const extra: Record<string, string> = { objection: objection.id, ...(forOwner ? { for: objection.person } : {}) };
  return (
    <Disclosure summary={own ? "Retirar mi objeción" : `${name(objection.person)} la retira`} open={typed.refused}>
      <ActForm page={page} act="withdraw_objection" extra={extra} errors={typed.errors}>
        <TextArea label="Por qué" name="why" id={`why-${objection.id}`} rows={2} maxLength={600} required value={typed.value("why")} />
        <SubmitBar>
          <Button kind="secondary">Retirar la objeción</Button>
        </SubmitBar>
      </ActForm>
    </Disclosure>
  );
}

interface Step {
  act: string;
  words: string;
  extra: Record<string, string>;
}

/** The one way on from here. What its author sees goes with it: an objection that came first is not passed over. */
function nextStep({ view, process }: SelectionPage): Step | null {
  const round = { round: String(process.round) };
  const seen = { proposal: String(standing(view)?.n ?? 0), objections: String(openObjections(view).length) };
  if (view.phase === "describe") return { act: "open_nominations", words: "Pedir los nombres", extra: round };
  if (view.phase === "nominate") return { act: "close_nominations", words: "Mostrar los nombres y sus razones", extra: round };
  if (view.phase === "change") return { act: "close_change", words: view.setup.method === "vote" ? "Abrir la votación" : "Pasar a la propuesta", extra: round };
  if (view.phase === "vote") return { act: "count", words: "Contar los votos", extra: round };
  if (view.phase !== "consent") return null;
  return openObjections(view).length > 0
    ? { act: "take_up", words: "Cerrar la ronda y resolver las objeciones", extra: seen }
    : { act: "close_consent", words: "Cerrar la ronda sin objeciones", extra: seen };
}

function Conduct({ page, name }: Props) {
  const { phase } = page.view;
  if (!page.conducts || page.process.outcome !== null) return null;
  const step = nextStep(page);
  const heard = page.spoken.filter((person) => page.voices.includes(person)).length;
  const waits = heard < page.voices.length;
  return (
    <ConductBox>
      {phase === "describe" && <DescribeForm page={page} name={name} />}
      {phase === "propose" && <TermsForm page={page} name={name} act="propose" />}
      {phase === "integrate" && <TermsForm page={page} name={name} act="amend" />}
      {phase === "accept" && <NoAnswer page={page} />}
      {step && (
        <ActForm page={page} act={step.act} extra={step.extra}>
          {waits && phase !== "describe" && (
            <p className="hint">
              {heard === 1 ? "Ha hablado una persona" : `Han hablado ${heard}`} de {page.voices.length}.{" "}
              {phase === "change" ? "Quien no responde mantiene su propuesta." : `Hacen falta al menos ${page.process.quorum}.`}
            </p>
          )}
          <SubmitBar>
            <Button kind={waits && phase !== "describe" ? "secondary" : "primary"}>{step.words}</Button>
          </SubmitBar>
        </ActForm>
      )}
    </ConductBox>
  );
}

function NoAnswer({ page }: { page: SelectionPage }) {
  const due = page.process.mode === "live" || (page.process.deadline_at !== null && page.process.deadline_at <= page.now);
  if (!due) return <p className="hint">Si no responde dentro del plazo, podrás proponer a otra persona.</p>;
  return (
    <ActForm page={page} act="no_answer" extra={{ round: String(page.process.round) }}>
      <SubmitBar>
        <Button kind="secondary">No respondió: proponer de nuevo</Button>
      </SubmitBar>
    </ActForm>
  );
}

function Withdraw({ page }: { page: SelectionPage }) {
  const typed = useTyped(page, "withdraw");
  if (page.process.outcome !== null || !page.conducts) return null;
  return (
    <Disclosure summary="Retirar la elección" open={typed.refused}>
      <ActForm page={page} act="withdraw" errors={typed.errors}>
        <TextArea label="Por qué se retira" name="words" id="withdraw-words" rows={2} maxLength={600} required value={typed.value("words")} />
        <SubmitBar>
          <Button kind="danger">Retirar la elección</Button>
        </SubmitBar>
      </ActForm>
    </Disclosure>
  );
}
