import { POST_MAX, type StandingThread } from "#app/domain/threads/thread.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Form, type FormErrors, TextArea } from "#app/ui/form.tsx";
import { NameChoices, type UnclearName } from "./name-choices.tsx";

/** Nothing was saved: the form comes back, with the names to be cleared up or with what is wrong. */
export interface SaidAgain {
  errors: FormErrors;
  values: Record<string, string | string[]>;
  unclear?: readonly UnclearName[];
  /** The thread was closed while it was written. */
  closed?: boolean;
}

/** What was typed for a thread that was closed meanwhile: to be copied, for it is not said any more. */
export function NotSaid({ refused }: { refused: SaidAgain }) {
  return (
    <Notice kind="warn" title="Tu respuesta no se publicó">
      <p>La conversación se cerró mientras escribías. Este es tu texto, por si quieres guardarlo o comenzar otra.</p>
      <TextArea label="Lo que escribiste" name="body" rows={5} value={String(refused.values.body ?? "")} />
    </Notice>
  );
}

/** Whom «@Teresa» means, asked before anything is published. */
export function UnclearNames({ unclear = [] }: { unclear?: readonly UnclearName[] }) {
  if (unclear.length === 0) return null;
  return (
    <>
      <Notice kind="warn" title="Antes de publicar: ¿a quién nombras?">
        <p>Solo se puede avisar a quienes pueden leer esta conversación.</p>
      </Notice>
      <NameChoices unclear={unclear} />
    </>
  );
}

/** The box at the end of a thread. `refused` is what came back; `start`, what stands in it already («@Teresa Soto »). */
export function AnswerForm({ action, postId, refused, start }: { action: string; postId: string; refused: SaidAgain | undefined; start: string }) {
  return (
    <Form action={action} errors={refused?.errors} values={refused?.values}>
      <input type="hidden" name="post_id" value={String(refused?.values.post_id ?? postId)} />
      <UnclearNames unclear={refused?.unclear} />
      <TextArea
        label="Tu respuesta"
        name="body"
        rows={5}
        required
        maxLength={POST_MAX}
        value={refused ? undefined : start}
        hint="Con @ y un nombre le avisas a alguien: @Camila Díaz."
      />
      <div className="cluster">
        <Button icon="send" name="intent" value="publish">
          Publicar
        </Button>
        <Button kind="secondary" icon="upload" name="intent" value="files">
          Adjuntar archivos
        </Button>
      </div>
    </Form>
  );
}

const IN_DIGEST = "Lo nuevo te llega en el resumen. Si la sigues, te llega cada mensaje por correo.";

function hearing({ follows, news }: Pick<StandingThread, "follows" | "news">, answersByMail: boolean): string {
  if (follows === false) return "La silenciaste: no te llegan correos de esta conversación.";
  if (follows ?? news === "each") return answersByMail ? "Te llega cada mensaje por correo, y lo que respondas a ese correo se publica aquí." : "Te llega cada mensaje por correo.";
  return news === "none" ? "No recibes correos de este nodo. Si la sigues, te llega cada mensaje por correo." : IN_DIGEST;
}

/** What of this thread reaches the reader by mail, and where that is chosen. `answersByMail`: the deployment reads its mail. */
export function HowOneHears({ thread, answersByMail }: { thread: Pick<StandingThread, "follows" | "news" | "closed_at">; answersByMail: boolean }) {
  if (thread.closed_at) return null;
  return (
    <p className="hint">
      {hearing(thread, answersByMail)} <a href={paths.accountNotices()}>Elegir qué correos recibo</a>
    </p>
  );
}
