import type { StandingThread } from "#app/domain/threads/thread.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";

type Thread = Pick<StandingThread, "id" | "kind" | "published_at" | "removed_at" | "closed_at" | "draft_id" | "may">;

/** What the reader has to know before reading: that it was taken away, is a draft, is closed, or that something of theirs waits in it. */
export function ThreadStanding({ thread }: { thread: Thread }) {
  const { id, published_at, removed_at, closed_at, draft_id, kind, may } = thread;
  const announces = kind === "announcement";
  if (removed_at) {
    return (
      <Notice
        kind="warn"
        title={announces ? "Este anuncio está retirado" : "Esta conversación está retirada"}
        actions={
          may.return && (
            <ButtonForm size="small" action={paths.threadActs(id)} name="intent" value="return">
              Deshacer
            </ButtonForm>
          )
        }
      >
        <p>Nadie más la ve ni recibe correos de ella, salvo quienes moderan.</p>
      </Notice>
    );
  }
  return (
    <>
      {draft_id && (
        <Notice
          kind="warn"
          title={published_at ? "Tienes una respuesta sin publicar" : "Todavía no está publicado: solo tú lo ves"}
          actions={
            <LinkButton to={paths.threadPost(id, draft_id)} size="small">
              {published_at ? "Seguir escribiendo" : "Revisar, agregar archivos y publicar"}
            </LinkButton>
          }
        />
      )}
      {closed_at && (
        <Notice kind="info" title={announces ? "Este anuncio está cerrado" : "Esta conversación está cerrada"}>
          <p>Se puede leer, pero ya no recibe respuestas.</p>
        </Notice>
      )}
    </>
  );
}
