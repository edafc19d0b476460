import type { DraftCard } from "#app/domain/threads/posts.repo.server.ts";
import { paths } from "#app/paths.ts";
import { Notice } from "#app/ui/flash.tsx";

/** What the reader began to write and left: whoever went to look for a file finds it again. */
export function ThreadDrafts({ drafts }: { drafts: readonly DraftCard[] }) {
  if (drafts.length === 0) return null;
  return (
    <Notice kind="info" title={drafts.length === 1 ? "Dejaste algo sin publicar" : "Dejaste cosas sin publicar"}>
      <ul>
        {drafts.map(({ id, thread_id, title, begins }) => (
          <li key={id}>
            {begins === null ? "Tu respuesta en " : begins === "announcement" ? "El anuncio " : "La conversación "}
            <a href={paths.threadPost(thread_id, id)}>«{title}»</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
