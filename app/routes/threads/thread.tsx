import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { NodeTag } from "#app/components/node-tag.tsx";
import { FollowButton, ThreadFacts, ThreadMenu } from "#app/components/thread-acts.tsx";
import { AnswerForm, HowOneHears, NotSaid, type SaidAgain } from "#app/components/thread-answer.tsx";
import { FirstPost, Posts } from "#app/components/thread-posts.tsx";
import { ThreadStanding } from "#app/components/thread-standing.tsx";
import { answersWords } from "#app/components/thread-words.ts";
import { attachmentsOf } from "#app/domain/files/attachments.repo.server.ts";
import { sayPost } from "#app/domain/threads/posts.server.ts";
import { PostInput } from "#app/domain/threads/thread.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Page, Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { newId } from "#db/ids.ts";
import { chosenIn, closedMeanwhile, threadOfPage, unclearAgain } from "./thread-forms.server.ts";
import { openedAt, startOf } from "./thread-page.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { threadSheets as links } from "#app/components/sheets.ts";

export const meta = ({ data: page }: { data: Loaded | undefined }) => (page ? pageMeta(page.thread.title) : []);

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, params, url }) => {
  const thread = await threadOfPage(ctx, params.id);
  const { rows, firstNew, ...pages } = await openedAt(ctx, thread, url);
  const files = await attachmentsOf(
    ctx.db,
    "post",
    rows.filter((post) => post.body_html !== null).map((post) => post.id),
  );
  const posts = rows.map((post) => ({ ...post, files: files.filter((file) => file.owner_id === post.id) }));
  return {
    thread,
    posts,
    pages,
    firstNew,
    signedIn: ctx.actor !== null,
    answersByMail: ctx.deployment.readsMail !== false,
    answer: thread.may.answer ? { postId: newId(), start: startOf(posts, url.searchParams.get("a")) } : null,
    now: ctx.now,
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => threadOfPage(ctx, params.id) }, async ({ ctx, params, form }) => {
  const parsed = parseForm(form, PostInput);
  if (!parsed.ok) return data<SaidAgain>(parsed.submission, { status: 422 });
  const publish = form.get("intent") !== "files";
  const id = params.id ?? "";
  const said = await sayPost(ctx, id, { ...parsed.value, publish, chosen: chosenIn(form) }).catch((error: unknown) => closedMeanwhile(form, error));
  if ("closed" in said) return data(said, { status: 409 });
  if (!said.done) return data(unclearAgain(form, said.unclear), { status: 422 });
  if (!said.published) return redirectWithFlash(paths.threadPost(id, said.postId), "Quedó guardado como borrador: agrega los archivos y publica.");
  return redirectWithFlash(`${paths.thread(id, { mensaje: said.postId })}#mensaje-${said.postId}`, "Tu respuesta quedó publicada.");
});

export default function ThreadPage() {
  const page: Loaded = useLoaderData<typeof loader>();
  const refused = useActionData() as SaidAgain | undefined;
  const { thread, posts, pages, firstNew, signedIn, now } = page;
  const [first] = posts;
  const rest = first?.first ? posts.slice(1) : posts;
  const shown = { threadId: thread.id, now, named: signedIn, answers: thread.may.answer, page: pages.page };
  return (
    <Page title={thread.title} eyebrow={<NodeTag node={thread.node} />} width="narrow">
      <div className="thread-bar">
        <ThreadFacts thread={thread} />
        {signedIn && thread.published_at !== null && thread.removed_at === null && (
          <div className="thread-buttons no-print">
            <FollowButton thread={thread} />
            <ThreadMenu thread={thread} />
          </div>
        )}
      </div>
      <ThreadStanding thread={thread} />
      {first?.first && <FirstPost {...shown} post={first} />}
      {pages.page > 1 && <a href={paths.thread(thread.id, { pagina: 1 })}>Ver desde el comienzo</a>}
      {rest.length > 0 && (
        <Section title={answersWords(thread.posts_count) || "Respuestas"} id="respuestas">
          <Posts {...shown} posts={rest} firstNew={firstNew} />
          <Pagination page={pages.page} pages={pages.pages} href={(pagina) => paths.thread(thread.id, { pagina })} label="Páginas de respuestas" />
        </Section>
      )}
      <End page={page} refused={refused} />
      <p className="no-print">
        <a href={paths.nodeThreads(thread.node.slug)}>
          {signedIn ? "Todas las conversaciones" : "Todos los anuncios"} de {thread.node.name}
        </a>
      </p>
    </Page>
  );
}

/** The place to answer; or why there is none. */
function End({ page: { thread, answer, signedIn, answersByMail }, refused }: { page: Loaded; refused: SaidAgain | undefined }) {
  if (!signedIn) {
    return (
      <p className="no-print">
        <a href={paths.signIn(paths.thread(thread.id))}>Entra para leer las respuestas y responder</a>
      </p>
    );
  }
  if (thread.removed_at !== null || thread.published_at === null) return null;
  return (
    <section className="thread-answer no-print" id="responder">
      {refused?.closed && <NotSaid refused={refused} />}
      {answer && <AnswerForm action={paths.thread(thread.id)} postId={answer.postId} start={answer.start} refused={refused} />}
      <HowOneHears thread={thread} answersByMail={answersByMail} />
    </section>
  );
}
