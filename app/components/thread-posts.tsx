import type { PostShown } from "#app/domain/threads/thread.ts";
import { longDateTime } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Avatar, ProseHtml } from "#app/ui/card.tsx";
import type { ShownFile } from "./attachment-picture.tsx";
import { AttachmentList } from "./attachments.tsx";
import { spokenWhen } from "./thread-words.ts";

/** A post with its files. */
type PostWithFiles = PostShown & { files: readonly ShownFile[] };

interface Shown {
  threadId: string;
  post: PostWithFiles;
  now: string;
  /** To visitors nobody has a name. */
  named: boolean;
  /** The reader may say something here. */
  answers: boolean;
  /** Of the thread, on which it stands: an answer is begun there. */
  page: number;
}

/** What began the thread: a sheet pinned to the board. */
export function FirstPost(shown: Shown) {
  return (
    <article className="thread-sheet" id={`mensaje-${shown.post.id}`}>
      <PostInside {...shown} />
    </article>
  );
}

/** What was answered, in the order it was said. `firstNew`: where the reader had not been. */
export function Posts({ posts, firstNew, ...shown }: Omit<Shown, "post"> & { posts: readonly PostWithFiles[]; firstNew: string | null }) {
  if (posts.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of a list without bullets
    <ol role="list" className="posts">
      {posts.map((post) => (
        <li key={post.id}>
          {post.id === firstNew && <NewHere />}
          <article className="post" id={`mensaje-${post.id}`}>
            <PostInside {...shown} post={post} />
          </article>
        </li>
      ))}
    </ol>
  );
}

function NewHere() {
  return (
    <p className="posts-new" id="nuevo">
      Nuevo desde tu última visita
    </p>
  );
}

function PostInside({ threadId, post, now, named, answers, page }: Shown) {
  if (post.body_html === null) return <Gap threadId={threadId} post={post} />;
  return (
    <>
      <Head post={post} now={now} named={named} />
      <div className="post-body">
        <ProseHtml html={post.body_html} />
        <AttachmentList files={post.files} />
      </div>
      <PostActs threadId={threadId} post={post} answers={answers} page={page} />
    </>
  );
}

function Head({ post, now, named }: Pick<Shown, "post" | "now" | "named">) {
  const { id, author, published_at: at, edited, source } = post;
  const name = author?.name ?? "Persona que cerró su cuenta";
  return (
    <header className="post-head">
      {named && <Avatar name={name} size="s" />}
      <p>
        {named && <strong>{name}</strong>}
        <span className="post-facts">
          {named && author?.school && `${author.school} · `}
          <a href={`#mensaje-${id}`}>
            <time dateTime={at} title={longDateTime(at)}>
              {spokenWhen(at, now)}
            </time>
          </a>
          {source === "mail" && " · por correo"}
          {edited && " · editado"}
        </span>
      </p>
    </header>
  );
}

function Gap({ threadId, post }: Pick<Shown, "threadId" | "post">) {
  return (
    <div className="post-gone">
      <p>{post.mine ? "Retiraste este mensaje" : "Mensaje retirado"}</p>
      {post.may.return && (
        <ButtonForm action={paths.threadActs(threadId)} kind="quiet" size="small" fields={{ post_id: post.id }} name="intent" value="return_post">
          Deshacer
        </ButtonForm>
      )}
    </div>
  );
}

function PostActs({ threadId, post, answers, page }: Pick<Shown, "threadId" | "post" | "answers" | "page">) {
  const { id, may, author, first, mine } = post;
  const answered = answers && !first && !mine && author !== null;
  if (!answered && !may.edit && !may.remove) return null;
  const whose = author?.name ?? "quien cerró su cuenta";
  return (
    <div className="post-acts no-print">
      {answered && (
        <LinkButton to={`${paths.thread(threadId, { pagina: page > 1 ? page : null, a: id })}#responder`} kind="quiet" size="small" aria-label={`Responder a ${whose}`}>
          Responder
        </LinkButton>
      )}
      {may.edit && (
        <LinkButton to={paths.threadPost(threadId, id)} kind="quiet" size="small" aria-label="Editar tu mensaje">
          Editar
        </LinkButton>
      )}
      {may.remove && (!first || !mine) && (
        <ButtonForm
          action={paths.threadActs(threadId)}
          kind="quiet"
          size="small"
          fields={{ post_id: id }}
          name="intent"
          value="remove_post"
          label={`Retirar el mensaje de ${whose}`}
        >
          Retirar
        </ButtonForm>
      )}
    </div>
  );
}
