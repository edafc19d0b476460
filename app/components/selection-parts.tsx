/** What a selection has said so far: the role, who was named and why, what is proposed, what was objected. */
import type { ProcessPage } from "#app/domain/processes/kind.ts";
import { monthsInWords } from "#app/domain/selections/selection.text.ts";
import { BLANK, type Objection, type SelectionProposal, type SelectionView, standing } from "#app/domain/selections/selection.ts";
import { counted } from "#app/i18n/labels.ts";
import { Avatar, Badge, Facts } from "#app/ui/card.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";

export type SelectionPage = ProcessPage<SelectionView>;
export type Name = (id: string | null) => string;

export const nameIn =
  (page: SelectionPage): Name =>
  (id) =>
    (id && page.people[id]) || "Alguien de la red";

function Lines({ text }: { text: string }) {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length < 2) return <>{text}</>;
  return (
    <ul className="role-lines">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** S3: Describe the role. As the circle has it in this selection. */
export function RoleSheet({ page, open }: { page: SelectionPage; open: boolean }) {
  const { role, months } = page.view;
  const facts = [
    { term: "Para qué existe", detail: role.purpose },
    { term: "Qué puede decidir", detail: role.domain },
    { term: "De qué se encarga", detail: <Lines text={role.accountabilities} />, text: role.accountabilities },
    { term: "Qué ayuda a hacerlo bien", detail: <Lines text={role.qualifications} />, text: role.qualifications },
    { term: "Por cuánto tiempo", detail: monthsInWords(months) },
  ].filter((fact) => ("text" in fact ? fact.text : fact.detail) !== "");
  return (
    <Disclosure summary={`Qué hace este rol: ${role.name}`} open={open}>
      <Facts layout="stacked" facts={facts} />
    </Disclosure>
  );
}

/** Everyone who was named, each with the reasons of those who named them; never in the order of how often. */
export function NomineeCards({ page, name }: { page: SelectionPage; name: Name }) {
  const { nominations } = page.view;
  const nominees = [...new Set(nominations.map((each) => each.nominee))].sort((a, b) => name(a).localeCompare(name(b), "es"));
  if (nominees.length === 0) return <p>Nadie ha propuesto un nombre todavía.</p>;
  return (
    <ul className="nominees" aria-label="Personas propuestas">
      {nominees.map((nominee) => (
        <li key={nominee} className="nominee">
          <p className="nominee-name">
            <Avatar name={name(nominee)} size="s" /> <strong>{name(nominee)}</strong>
          </p>
          <ul className="talk">
            {nominations
              .filter((each) => each.nominee === nominee)
              .map(({ person, reason, before, kept }) => (
                <li key={person}>
                  «{reason}» <span className="hint">{person === nominee ? "Se propone" : name(person)}</span>
                  {before && before.nominee !== nominee && <span className="hint"> (antes: {name(before.nominee)})</span>}
                  {kept && <span className="hint"> (lo mantiene)</span>}
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

export function ProposalCard({ page, name, proposal }: { page: SelectionPage; name: Name; proposal: SelectionProposal }) {
  const { from, reason, months, conditions } = proposal;
  const why = from === "vote" ? "La votación la eligió." : reason;
  return (
    <div className="nominee nominee-proposed">
      <p className="nominee-name">
        <Avatar name={name(proposal.nominee)} /> <strong>{name(proposal.nominee)}</strong>
        {page.view.proposals.length > 1 && <Badge kind="info">Propuesta {proposal.n}</Badge>}
      </p>
      <Facts
        facts={[
          { term: "Rol", detail: page.view.role.name },
          { term: "Por", detail: monthsInWords(months) },
          ...(conditions ? [{ term: "Condiciones", detail: <span className="pre-line">{conditions}</span> }] : []),
          { term: from === "amendment" ? "Qué cambió" : "Por qué", detail: why },
        ]}
      />
    </div>
  );
}

/** Each with its owner and what became of it (S3: Objection, Resolve Objections). */
export function ObjectionState({ objection }: { objection: Objection }) {
  if (objection.state === "open") return <Badge kind="caution">Por resolver</Badge>;
  if (objection.state === "integrated") return <Badge kind="positive">Integrada en la propuesta {objection.by}</Badge>;
  return (
    <>
      <Badge>Retirada</Badge>
      {objection.why && ` «${objection.why}»`}
    </>
  );
}

const SAYS = { consent: "consiente", concern: "tiene una preocupación", object: "objeta" };

export function Voices({ voices, name, label }: { voices: SelectionView["voices"]; name: Name; label: string }) {
  if (voices.length === 0) return null;
  return (
    <ul className="talk" aria-label={label}>
      {voices.map(({ person, says, words, at }) => (
        <li key={`${person}${at}`} className={`voice voice-${says === "object" ? "objection" : says}`}>
          <strong>{name(person)}</strong> {SAYS[says]}
          {words && `: «${words}»`}
        </li>
      ))}
    </ul>
  );
}

/** What was said in the steps before this one. */
export function Before({ page, name }: { page: SelectionPage; name: Name }) {
  const { phase, comments, nominations, objections, proposals, earlier, voices, tallies, declined, late, shown } = page.view;
  const now = standing(page.view);
  const past = proposals.filter((each) => each !== now || phase === "propose");
  return (
    <>
      {comments.length > 0 && phase !== "describe" && (
        <Disclosure summary={`Comentarios sobre el rol (${comments.length})`}>
          <Comments page={page} name={name} />
        </Disclosure>
      )}
      {shown && nominations.length > 0 && phase !== "change" && phase !== "propose" && (
        <Disclosure summary={`Nombres y razones (${counted(nominations.length, "persona propuso", "personas propusieron")})`}>
          <NomineeCards page={page} name={name} />
        </Disclosure>
      )}
      {tallies.length > 0 && (
        <Disclosure summary="Votos contados">
          {tallies.map(({ round, counts }) => (
            <ul key={round}>
              {Object.entries(counts).map(([who, votes]) => (
                <li key={who}>
                  {who === BLANK ? "En blanco" : name(who)}: {counted(votes, "voto", "votos")}
                </li>
              ))}
            </ul>
          ))}
        </Disclosure>
      )}
      {objections.length > 0 && phase !== "integrate" && (
        <Disclosure summary={`Objeciones (${objections.length})`}>
          <ul className="objections">
            {objections.map((each) => (
              <li key={each.id} className={`objection objection-${each.state}`}>
                <p>
                  <strong>{name(each.person)}</strong> objetó{proposals.length > 1 && ` la propuesta ${each.proposal}`}: «{each.reason}»
                </p>
                <p>
                  <ObjectionState objection={each} />
                </p>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      {past.length > 0 && (
        <Disclosure summary={`Propuestas anteriores (${past.length})`}>
          {past.map((each) => (
            <div key={each.n} className="stack gap-s">
              <ProposalCard page={page} name={name} proposal={each} />
              <Voices voices={earlier.filter((voice) => voice.proposal === each.n)} name={name} label={`Qué dijeron de la propuesta ${each.n}`} />
              {declined
                .filter((one) => one.proposal === each.n)
                .map((one) => (
                  <p key={one.at}>
                    {name(one.person)} no aceptó{one.words && `: «${one.words}»`}
                  </p>
                ))}
            </div>
          ))}
        </Disclosure>
      )}
      {phase !== "consent" && voices.length > 0 && (
        <Disclosure summary={`Qué dijo cada persona (${voices.length})`}>
          <Voices voices={voices} name={name} label="Qué dijo cada persona" />
        </Disclosure>
      )}
      {late.length > 0 && (
        <Disclosure summary={`Llegó después (${late.length})`}>
          <Voices voices={late} name={name} label="Lo que llegó después de cerrar la ronda" />
        </Disclosure>
      )}
    </>
  );
}

export function Comments({ page, name }: { page: SelectionPage; name: Name }) {
  const { comments } = page.view;
  if (comments.length === 0) return null;
  return (
    <ul className="talk" aria-label="Comentarios sobre el rol">
      {comments.map((each) => (
        <li key={each.act}>
          <strong>{name(each.person)}</strong>: «{each.words}»
        </li>
      ))}
    </ul>
  );
}
