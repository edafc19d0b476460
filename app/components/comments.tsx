import { COMMENT_MAX, type CommentPage, type CommentShown, type CommentThread } from "#app/domain/comments/comment.ts";
import { isSectionKey, SECTIONS, type SectionKey } from "#app/domain/resources/experience.ts";
import { shortDate } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Button, ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Avatar, ProseHtml } from "#app/ui/card.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Form, Select, TextArea } from "#app/ui/form.tsx";
import { Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";

interface CommentedWork {
  slug: string;
  kind: string;
}

interface May {
  takePart: boolean;
  moderate: boolean;
}

/**
 * The conversation on a work; `whole`: the feedback on parts of an experience too, which on its page stands under them. Without `section` all of it; with one, the feedback on that part (give it the whole of `commentsOf` or the part's own).
 */
export function Comments({ work, comments, section, whole = false, may }: { work: CommentedWork; comments: CommentPage; section?: SectionKey; whole?: boolean; may: May }) {
  if (section) return <SectionFeedback work={work} comments={comments} section={section} may={may} />;
  const { total, page, pages } = comments;
  const threads = comments.threads?.filter((thread) => whole || work.kind !== "experience" || thread.section === null) ?? null;
  return (
    <Section title={total === 0 ? "Comentarios" : `Comentarios (${total})`} id="comentarios">
      {threads === null ? (
        <p className="no-print">
          <a href={paths.signIn(`${paths.work(work)}#comentarios`)}>Entra para {total === 0 ? "comentar" : "leer y comentar"}</a>
        </p>
      ) : (
        <>
          {total === 0 && <p className="hint">Todavía nadie ha comentado. Una pregunta o un dato de cómo te resultó le sirve a quien viene después.</p>}
          <Threads work={work} threads={threads} may={may} newId={comments.newId} />
          <Pagination page={page} pages={pages} href={(pagina) => paths.resourceComments(work.slug, { pagina })} label="Páginas de comentarios" />
          {may.takePart && <CommentForm work={work} id={comments.newId} sections={work.kind === "experience"} />}
        </>
      )}
    </Section>
  );
}

/** Peers' feedback on one part of an experience, folded under it. */
function SectionFeedback({ work, comments, section, may }: { work: CommentedWork; comments: CommentPage; section: SectionKey; may: May }) {
  if (comments.threads === null) return null;
  const threads = comments.threads.filter((thread) => thread.section === section);
  const count = threads.reduce((sum, thread) => sum + (thread.body_html === null ? 0 : 1) + thread.answers.length, 0);
  if (count === 0 && !may.takePart) return null;
  const label = SECTIONS[section].label;
  return (
    <div className="section-feedback no-print">
      <Disclosure
        summary={
          <span>
            {count === 0 ? "Dar retroalimentación" : counted(count, "comentario de pares", "comentarios de pares")}
            <span className="visually-hidden">: {label}</span>
          </span>
        }
      >
        <Threads work={work} threads={threads} may={may} newId={comments.newId} hideSection />
        {may.takePart && <CommentForm work={work} id={comments.newId} section={section} />}
      </Disclosure>
    </div>
  );
}

function Threads({ work, threads, may, newId, hideSection = false }: { work: CommentedWork; threads: CommentThread[]; may: May; newId: string; hideSection?: boolean }) {
  if (threads.length === 0) return null;
  return (
    <ol className="comments">
      {threads.map((thread) => (
        <li key={thread.id}>
          <Comment work={work} comment={thread} may={may} hideSection={hideSection} />
          {thread.answers.length > 0 && (
            <ol className="comments comment-answers">
              {thread.answers.map((answer) => (
                <li key={answer.id}>
                  <Comment work={work} comment={answer} may={may} hideSection />
                </li>
              ))}
            </ol>
          )}
          {may.takePart && thread.body_html !== null && (
            <Disclosure
              summary={
                <span>
                  Responder<span className="visually-hidden"> a {thread.author?.name ?? "este comentario"}</span>
                </span>
              }
            >
              <CommentForm work={work} id={newId} parent={thread.id} />
            </Disclosure>
          )}
        </li>
      ))}
    </ol>
  );
}

function Comment({ work, comment, may, hideSection }: { work: CommentedWork; comment: CommentShown; may: May; hideSection: boolean }) {
  const { id, author, body_html, created_at, edited, section } = comment;
  if (body_html === null) {
    return (
      <p className="comment-gone" id={`comentario-${id}`}>
        Comentario retirado
      </p>
    );
  }
  const name = author?.name ?? "Persona que cerró su cuenta";
  return (
    <article className="comment" id={`comentario-${id}`}>
      <header className="comment-head">
        <Avatar name={name} size="s" />
        <p>
          <strong>{name}</strong>
          {author?.school && <span className="hint"> {author.school}</span>}
          <span className="comment-when">
            <a href={`#comentario-${id}`}>
              <time dateTime={created_at}>{shortDate(created_at)}</time>
            </a>
            {edited && " · editado"}
          </span>
        </p>
      </header>
      {!hideSection && isSectionKey(section) && <p className="hint">Sobre «{SECTIONS[section].label}»</p>}
      <ProseHtml html={body_html} />
      <CommentActs work={work} comment={comment} may={may} />
    </article>
  );
}

function CommentActs({ work, comment, may }: { work: CommentedWork; comment: CommentShown; may: May }) {
  const { id, mine, body_md } = comment;
  const whose = comment.author?.name ?? "";
  const action = paths.resourceComments(work.slug);
  return (
    <div className="comment-acts no-print">
      {mine && (
        <Disclosure
          summary={
            <span>
              Editar<span className="visually-hidden"> tu comentario</span>
            </span>
          }
        >
          <CommentForm work={work} id={id} body={body_md ?? ""} />
        </Disclosure>
      )}
      {(mine || may.moderate) && (
        <ButtonForm action={action} kind="quiet" size="small" fields={{ intent: "remove", comment_id: id }} label={`Retirar el comentario de ${whose}`}>
          Retirar
        </ButtonForm>
      )}
      {!mine && (
        <a className="comment-report" href={paths.resourceReport(work.slug, { que: "comment", id })} aria-label={`Avisar de un problema con el comentario de ${whose}`}>
          Avisar
        </a>
      )}
    </div>
  );
}

/** One form says, answers and edits: `body` given means that the comment `id` is changed. */
function CommentForm({
  work,
  id,
  parent,
  section,
  body,
  sections = false,
}: {
  work: CommentedWork;
  id: string;
  parent?: string;
  section?: SectionKey;
  body?: string;
  /** Lets one choose the part that it is about. */
  sections?: boolean;
}) {
  const place = body === undefined ? (parent ?? section ?? "nuevo") : `editar-${id}`;
  const label = body !== undefined ? "Tu comentario" : parent ? "Tu respuesta" : section ? "Qué te parece esta parte" : "Tu comentario";
  return (
    <Form action={paths.resourceComments(work.slug)}>
      <input type="hidden" name="intent" value={body === undefined ? "say" : "edit"} />
      <input type="hidden" name="comment_id" value={id} />
      {parent && <input type="hidden" name="parent_id" value={parent} />}
      {section && <input type="hidden" name="section" value={section} />}
      {sections && (
        <Select
          label="Sobre qué"
          name="section"
          id={`sobre-${place}`}
          placeholder="La experiencia completa"
          options={Object.entries(SECTIONS).map(([value, { label }]) => ({ value, label }))}
        />
      )}
      <TextArea
        label={label}
        name="body"
        id={`texto-${place}`}
        rows={3}
        required
        maxLength={COMMENT_MAX}
        value={body}
        hint={body === undefined && !parent && !section ? "Con @ y un nombre le avisas a alguien: @Camila Díaz. Solo lo leen personas con cuenta." : undefined}
      />
      <div className="cluster">
        <Button kind={body === undefined && !parent ? "primary" : "secondary"}>{body !== undefined ? "Guardar" : parent ? "Responder" : "Comentar"}</Button>
      </div>
    </Form>
  );
}

/** Where the whole conversation is read, from a page that shows a part of it. */
export function CommentsLink({ work, total }: { work: CommentedWork; total: number }) {
  return (
    <LinkButton to={paths.resourceComments(work.slug)} kind="quiet">
      {counted(total, "comentario", "comentarios")}
    </LinkButton>
  );
}
