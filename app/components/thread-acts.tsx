import type { StandingThread } from "#app/domain/threads/thread.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm } from "#app/ui/button.tsx";
import { Badge } from "#app/ui/card.tsx";
import { Menu, MenuItem } from "#app/ui/dialog.tsx";
import { IconText } from "#app/ui/icon.tsx";
import { READ_BY } from "./thread-words.ts";

type Thread = Pick<StandingThread, "id" | "kind" | "visibility" | "pinned_at" | "closed_at" | "removed_at" | "follows" | "news" | "moved_from" | "may">;

/** Whether each post reaches the reader by mail, by this thread or by its node. */
const hearsEach = ({ follows, news }: Pick<Thread, "follows" | "news">): boolean => follows ?? news === "each";

/** «Seguir», «Dejar de seguir»: each post by mail, or not. */
export function FollowButton({ thread }: { thread: Thread }) {
  const follows = hearsEach(thread);
  // Without a word for this thread it is as they have it for the node: where that is each post, only a word against it helps.
  const off = thread.news === "each" ? "mute" : "unfollow";
  return (
    <ButtonForm action={paths.threadActs(thread.id)} kind="secondary" icon={follows ? "check" : "bell"} name="intent" value={follows ? off : "follow"}>
      {follows ? "Dejar de seguir" : "Seguir"}
    </ButtonForm>
  );
}

/** What else may be done with it: to whom nothing is left to do, nothing. */
export function ThreadMenu({ thread }: { thread: Thread }) {
  const { id, may, pinned_at, closed_at } = thread;
  const act = (intent: string, label: string, icon: "tack" | "lock" | "trash", confirm?: string) => (
    <MenuItem>
      <ButtonForm action={paths.threadActs(id)} kind="quiet" icon={icon} name="intent" value={intent} confirm={confirm}>
        {label}
      </ButtonForm>
    </MenuItem>
  );
  if (!may.edit && !may.move && !may.pin && !may.close && !may.remove) return null;
  return (
    <Menu summary="Más" label="Más acciones">
      {(may.edit || may.move) && (
        <MenuItem to={paths.threadEdit(id)} icon="edit">
          {may.move ? "Editar o mover" : "Editar"}
        </MenuItem>
      )}
      {may.pin && act(pinned_at ? "unpin" : "pin", pinned_at ? "Dejar de fijar" : "Fijar arriba", "tack")}
      {may.close && act(closed_at ? "open" : "close", closed_at ? "Volver a abrir" : "Cerrar", "lock")}
      {may.remove && act("remove", "Retirar", "trash", "¿Retirar todo, con sus respuestas?")}
    </Menu>
  );
}

/** What it is, who reads it, and how it stands: a line under its title. */
export function ThreadFacts({ thread }: { thread: Thread }) {
  const { kind, visibility, pinned_at, closed_at, moved_from } = thread;
  const announces = kind === "announcement";
  return (
    <div className="thread-facts">
      {announces && (
        <Badge kind="accent" icon="announce">
          Anuncio
        </Badge>
      )}
      {pinned_at && (
        <Badge kind="info" icon="tack">
          {announces ? "Fijado" : "Fijada"}
        </Badge>
      )}
      {closed_at && <Badge icon="lock">{announces ? "Cerrado" : "Cerrada"}</Badge>}
      <IconText icon={visibility === "public" ? "globe" : visibility === "members" ? "people" : "lock"}>{READ_BY[visibility]}</IconText>
      {moved_from && (
        <span className="count">
          Antes en <a href={paths.node(moved_from.slug)}>{moved_from.name}</a>
        </span>
      )}
    </div>
  );
}
