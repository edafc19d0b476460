/** Objections as items, each with its owner and what became of it (S3: Resolve Objections); and what the voices of a round say. */
import type { ProcessPage } from "#app/domain/processes/kind.ts";
import type { ProposalView } from "#app/domain/proposals/proposal.server.ts";
import type { Objection, Voice } from "#app/domain/proposals/proposal-state.ts";
import { Button } from "#app/ui/button.tsx";
import { Badge } from "#app/ui/card.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { SubmitBar, TextArea } from "#app/ui/form.tsx";
import { STANCE_WORDS } from "./consent-round.tsx";
import { ActForm, useTyped } from "./process-act.tsx";
import { VersionFields } from "./proposal-talk.tsx";

type Page = ProcessPage<ProposalView>;
type Name = (id: string | null) => string;

export function Objections({ page, name }: { page: Page; name: Name }) {
  const { objections, versions, phase } = page.view;
  if (objections.length === 0) return null;
  return (
    <ul className="objections" aria-label="Objeciones">
      {objections.map((objection) => (
        <li key={objection.id} className={`objection objection-${objection.state}`}>
          <p>
            <strong>{name(objection.person)}</strong> objeta{versions.length > 1 && ` la versión ${objection.version}`}: «{objection.reason}»
          </p>
          <p>
            <Resolution objection={objection} name={name} />
          </p>
          {phase === "integrate" && objection.state === "open" && <ResolveForms page={page} objection={objection} name={name} />}
        </li>
      ))}
    </ul>
  );
}

function Resolution({ objection, name }: { objection: Objection; name: Name }) {
  const { state, words, integrated_in, person, resolved_by } = objection;
  if (state === "open") return <Badge kind="caution">Por resolver</Badge>;
  if (state === "withdrawn") {
    const byOther = resolved_by !== null && resolved_by !== person;
    return (
      <>
        <Badge>Retirada</Badge> {byOther ? `La anotó ${name(resolved_by)}: ` : ""}«{words}»
      </>
    );
  }
  return (
    <>
      <Badge kind="positive">Integrada en la versión {integrated_in}</Badge> «{words}»
    </>
  );
}

function ResolveForms({ page, objection, name }: { page: Page; objection: Objection; name: Name }) {
  const leads = page.conducts || (page.hasVoice && page.view.author === page.me);
  const hasLeft = !page.voices.includes(objection.person);
  const own = page.hasVoice && objection.person === page.me;
  const forOwner = page.forOthers && !hasLeft && !own;
  return (
    <>
      {leads && <Integrate page={page} objection={objection} />}
      {(own || forOwner || (hasLeft && page.conducts)) && (
        <WithdrawObjection
          page={page}
          objection={objection}
          label={own ? "Retirar mi objeción" : hasLeft ? "Dejarla de lado: ya no está en el círculo" : `${name(objection.person)} la retira`}
          forOwner={forOwner}
        />
      )}
      {own && !leads && <p className="hint">Quien propone buscará un cambio que se haga cargo de tu objeción. Si te sirve otra salida, cuéntala antes de retirarla.</p>}
    </>
  );
}

function Integrate({ page, objection }: { page: Page; objection: Objection }) {
  const typed = useTyped(page, "integrate", { objection: objection.id });
  const taken = page.view.versions.length > objection.version;
  return (
    <Disclosure
      summary={
        <span>
          Integrarla en la propuesta<span className="visually-hidden">: {objection.reason}</span>
        </span>
      }
      open={typed.refused}
    >
      <ActForm page={page} act="integrate" extra={{ objection: objection.id }} errors={typed.errors}>
        {taken && <p className="hint">Ya hay una versión posterior a esta objeción. Si la recoge, deja el texto igual y solo cuenta cómo.</p>}
        <VersionFields view={page.view} value={typed.value} id={objection.id} />
        <TextArea
          label="Cómo se hace cargo"
          name="how"
          id={`how-${objection.id}`}
          rows={2}
          maxLength={2000}
          required
          value={typed.value("how")}
          hint="Una frase, para quien objetó y para el resto del círculo."
        />
        <SubmitBar>
          <Button>Integrarla</Button>
        </SubmitBar>
      </ActForm>
    </Disclosure>
  );
}

function WithdrawObjection({ page, objection, label, forOwner }: { page: Page; objection: Objection; label: string; forOwner: boolean }) {
  const typed = useTyped(page, "withdraw_objection", { objection: objection.id });
  const extra: Record<string, string> = forOwner ? { objection: objection.id, for: objection.person } : { objection: objection.id };
  return (
    <Disclosure summary={label} open={typed.refused}>
      <ActForm page={page} act="withdraw_objection" extra={extra} errors={typed.errors}>
        <TextArea label="Por qué" name="reason" id={`reason-${objection.id}`} rows={2} maxLength={2000} required value={typed.value("reason")} />
        <SubmitBar>
          <Button kind="secondary">Retirar la objeción</Button>
        </SubmitBar>
      </ActForm>
    </Disclosure>
  );
}

/** What was said in the round that is open: everybody hears everybody, as at a table. */
export function Voices({ voices, name }: { voices: Voice[]; name: Name }) {
  if (voices.length === 0) return null;
  return (
    <ul className="talk">
      {voices.map(({ person, stance, words }) => (
        <li key={person} className={`voice voice-${stance}`}>
          <strong>{name(person)}</strong>: {STANCE_WORDS[stance].toLowerCase()}
          {words && `. «${words}»`}
        </li>
      ))}
    </ul>
  );
}
