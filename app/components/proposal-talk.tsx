/** Questions and reactions to a proposal, and the new versions that come of them. */
import type { ProcessPage } from "#app/domain/processes/kind.ts";
import type { ProposalView } from "#app/domain/proposals/proposal.server.ts";
import { Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { DateField, Field, Form, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { ActFields, ActForm, ForWhom, useTyped } from "./process-act.tsx";

type Page = ProcessPage<ProposalView>;
type Name = (id: string | null) => string;

export function Questions({ page, name }: { page: Page; name: Name }) {
  const { questions, phase } = page.view;
  const answering = (phase === "clarify" || phase === "react") && (page.hasVoice || page.forOthers);
  if (questions.length === 0) return null;
  return (
    <ul className="talk">
      {questions.map((question) => (
        <li key={question.id}>
          <p>
            <strong>{name(question.person)}</strong> pregunta: {question.text}
          </p>
          {question.answers.map((answer) => (
            <p key={answer.id} className="talk-answer">
              <strong>{name(answer.person)}</strong>: {answer.text}
            </p>
          ))}
          {answering && <AnswerForm page={page} question={question} />}
        </li>
      ))}
    </ul>
  );
}

function AnswerForm({ page, question }: { page: Page; question: ProposalView["questions"][number] }) {
  const typed = useTyped(page, "answer", { question: question.id });
  return (
    <Disclosure
      summary={
        <span>
          Responder<span className="visually-hidden">: {question.text}</span>
        </span>
      }
      open={typed.refused}
    >
      <ActForm page={page} act="answer" extra={{ question: question.id }} errors={typed.errors}>
        <ForWhom page={page} id={`for-${question.id}`} />
        <TextArea label="Tu respuesta" name="text" id={`answer-${question.id}`} rows={2} maxLength={2000} required value={typed.value("text")} />
        <SubmitBar>
          <Button kind="secondary">Responder</Button>
        </SubmitBar>
      </ActForm>
    </Disclosure>
  );
}

/** One's own question, or that all is clear. */
export function Clarify({ page }: { page: Page }) {
  const typed = useTyped(page, "ask");
  if (!page.hasVoice && !page.forOthers) return null;
  const clear = page.me !== null && page.view.clear.includes(page.me) && !page.forOthers;
  return (
    <div className="stack gap-s">
      <ActForm page={page} act="ask" errors={typed.errors}>
        <ForWhom page={page} id="ask-for" />
        <TextArea label="Qué te falta entender" name="text" id="ask-text" rows={2} maxLength={2000} required value={typed.value("text")} />
        <SubmitBar>
          <Button>Preguntar</Button>
        </SubmitBar>
      </ActForm>
      {clear ? (
        <p className="hint">Dijiste que está claro. Si aparece una duda, puedes preguntar igual.</p>
      ) : (
        <Form action={page.to}>
          <ActFields page={page} act="clear" />
          <ForWhom page={page} id="clear-for" />
          <SubmitBar>
            <Button kind="secondary">{page.forOthers ? "Dice que está claro" : "Está claro, no tengo preguntas"}</Button>
          </SubmitBar>
        </Form>
      )}
    </div>
  );
}

export function Reactions({ page, name }: { page: Page; name: Name }) {
  const { reactions, versions } = page.view;
  const words = reactions.filter((each) => each.text !== "");
  const silent = reactions.filter((each) => each.text === "");
  if (reactions.length === 0) return null;
  return (
    <ul className="talk">
      {words.map(({ person, text, version }) => (
        <li key={person}>
          <p>
            <strong>{name(person)}</strong>: {text}
          </p>
          {version < versions.length && <p className="hint">Lo dijo de la versión {version}.</p>}
        </li>
      ))}
      {silent.length > 0 && <li className="hint">Sin nada que agregar: {silent.map((each) => name(each.person)).join(", ")}.</li>}
    </ul>
  );
}

export function React({ page }: { page: Page }) {
  const mine = page.view.reactions.find((each) => each.person === page.me);
  const typed = useTyped(page, "react");
  if (!page.hasVoice && !page.forOthers) return null;
  return (
    <ActForm page={page} act="react" errors={typed.errors}>
      <ForWhom page={page} id="react-for" />
      <TextArea
        label={mine && !page.forOthers ? "Tu reacción (puedes cambiarla)" : "Qué te parece"}
        name="text"
        id="react-text"
        rows={3}
        maxLength={2000}
        value={typed.value("text", page.forOthers ? "" : (mine?.text ?? ""))}
        hint="Qué te gusta, qué falta, qué cambiarías. Si no tienes nada que agregar, déjalo en blanco y envíalo igual."
      />
      <SubmitBar>
        <Button>{mine && !page.forOthers ? "Cambiar mi reacción" : "Enviar"}</Button>
      </SubmitBar>
    </ActForm>
  );
}

/** Text and review date of a version, to be written anew. */
export function VersionFields({ view, value, id }: { view: ProposalView; value: (name: string, otherwise?: string) => string; id: string }) {
  const current = view.versions[view.versions.length - 1];
  return (
    <>
      <TextArea label="El texto, como queda" name="text" id={`text-${id}`} rows={8} maxLength={20_000} required value={value("text", current?.text)} />
      <DateField label="Cuándo se revisa" name="review_on" id={`review-${id}`} value={value("review_on", current?.review_on)} />
    </>
  );
}

/** For its author and whoever conducts. */
export function NewVersion({ page }: { page: Page }) {
  const typed = useTyped(page, "version");
  return (
    <Disclosure summary="Publicar una nueva versión" open={typed.refused}>
      <ActForm page={page} act="version" errors={typed.errors}>
        <VersionFields view={page.view} value={typed.value} id="version" />
        <Field label="Qué cambió" name="changed" id="changed" maxLength={500} required value={typed.value("changed")} hint="Una frase, para quienes ya la leyeron." />
        <SubmitBar>
          <Button kind="secondary">Publicar esta versión</Button>
        </SubmitBar>
      </ActForm>
    </Disclosure>
  );
}
