import { Button } from "#app/ui/button.tsx";
import { Form, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { useSubmission } from "./submission.ts";

/** «Ya está hecho», and a word to those who wait for it. */
export function AgreementForm({ done, comment, id }: { done: boolean; comment: string; id?: string }) {
  const form = useSubmission({ comment });
  return (
    <Form errors={form.errors}>
      {id && <input type="hidden" name="agreement_id" value={id} />}
      <TextArea
        label="Comentario"
        name="comment"
        id={id ? `comment-${id}` : undefined}
        optional
        rows={3}
        maxLength={1000}
        value={form.value("comment")}
        hint="Lo ve quien coordina: cómo va, qué falta, dónde está."
      />
      <SubmitBar>
        {!done && (
          <Button name="intent" value="done" icon="check">
            Ya está hecho
          </Button>
        )}
        <Button kind="secondary" name="intent" value="comment">
          Guardar el comentario
        </Button>
        {done && (
          <Button kind="quiet" name="intent" value="undone">
            Todavía no está hecho
          </Button>
        )}
      </SubmitBar>
    </Form>
  );
}
