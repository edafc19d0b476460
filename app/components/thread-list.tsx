import type { ThreadCard } from "#app/domain/threads/thread.ts";
import { paths } from "#app/paths.ts";
import { Badge, Item, ItemList } from "#app/ui/card.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { NodeTag } from "./node-tag.tsx";
import { answersWords, lastWhen } from "./thread-words.ts";

/** Where a thread is opened: at what the reader has not seen, where there is any. */
const threadHref = (thread: { id: string; unread: boolean }): string => `${paths.thread(thread.id)}${thread.unread ? "#nuevo" : ""}`;

/** Threads one under the other. `nodes`: of several nodes, and each says of which. `brief`: a line each, for pages about something else. */
export function ThreadList({
  threads,
  now,
  label,
  nodes = false,
  brief = false,
}: {
  threads: readonly ThreadCard[];
  now: string;
  label: string;
  nodes?: boolean;
  brief?: boolean;
}) {
  const list = (
    <ItemList label={label} dense={brief}>
      {threads.map((thread) => (
        <Item
          key={thread.id}
          to={threadHref(thread)}
          lead={<Dot thread={thread} plain={brief} />}
          title={<Title thread={thread} />}
          meta={<About thread={thread} now={now} node={nodes} />}
          trail={<Marks thread={thread} />}
        >
          {!brief && thread.excerpt !== "" && <p className="thread-excerpt">{thread.excerpt}</p>}
        </Item>
      ))}
    </ItemList>
  );
  return brief ? list : <div className="threads">{list}</div>;
}

function Dot({ thread: { kind, unread }, plain }: { thread: ThreadCard; plain: boolean }) {
  const icon = <Icon name={kind === "announcement" ? "announce" : "talk"} />;
  if (plain) return icon;
  return <span className={unread ? "thread-dot thread-dot-new" : "thread-dot"}>{icon}</span>;
}

function Title({ thread: { kind, title, unread } }: { thread: ThreadCard }) {
  return (
    <>
      {kind === "announcement" && <span className="visually-hidden">Anuncio: </span>}
      {title}
      {unread && <span className="visually-hidden"> (sin leer)</span>}
    </>
  );
}

function About({ thread, now, node }: { thread: ThreadCard; now: string; node: boolean }) {
  const answers = answersWords(thread.posts_count);
  return (
    <>
      {node && <NodeTag node={thread.node} link={false} />}
      {thread.author && <span>{thread.author}</span>}
      <span>
        {answers ? `${answers}, la última ` : ""}
        <time dateTime={thread.last_at}>{lastWhen(thread.last_at, now)}</time>
      </span>
    </>
  );
}

function Marks({ thread: { pinned, closed, unread, kind } }: { thread: ThreadCard }) {
  if (!pinned && !closed && !unread) return null;
  return (
    <>
      {unread && <Badge kind="accent">Nuevo</Badge>}
      {pinned && (
        <Badge kind="info" icon="tack">
          {kind === "announcement" ? "Fijado" : "Fijada"}
        </Badge>
      )}
      {closed && <Badge icon="lock">{kind === "announcement" ? "Cerrado" : "Cerrada"}</Badge>}
    </>
  );
}
