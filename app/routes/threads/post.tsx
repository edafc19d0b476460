import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AttachmentManager } from "#app/components/attachment-manager.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { type SaidAgain, UnclearNames } from "#app/components/thread-answer.tsx";
import type { Ctx } from "#app/domain/context.ts";
import { forbidden, notFound } from "#app/domain/errors.ts";
import { attachmentsOf } from "#app/domain/files/attachments.repo.server.ts";
import { findPost } from "#app/domain/threads/posts.repo.server.ts";
import { editPost, publishPost, removePost } from "#app/domain/threads/posts.server.ts";
import { canEditPost } from "#app/domain/threads/thread.policy.ts";
import { POST_MAX, PostEditInput } from "#app/domain/threads/thread.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Form, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { isId } from "#db/ids.ts";
import { actOnAttachments } from "../resources/attachment-acts.server.ts";
import { chosenIn, threadOfPage, unclearAgain } from "./thread-forms.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { threadSheets as links } from "#app/components/sheets.ts";
export const handle = { scripts: ["/js/upload.js"] };

export const meta = ({ data: page }: { data: Loaded | undefined }) => (page ? pageMeta(`${page.draft ? "Antes de publicar" : "Editar"}: ${page.thread.title}`) : []);

const placeOf = (threadId: string, postId: string): string => `${paths.thread(threadId, { mensaje: postId })}#mensaje-${postId}`;

/** The post of the address, by whoever wrote it. */
async function ownPost(ctx: Ctx, params: { id?: string; post?: string }) {
  const thread = await threadOfPage(ctx, params.id);
  const post = isId(params.post ?? "") ? await findPost(ctx.db, ctx.actor, params.post as string) : null;
  if (!post || post.thread_id !== thread.id || post.removed_at) throw notFound();
  if (!canEditPost(ctx.actor, post, thread)) throw forbidden();
  return { thread, post };
}

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const { thread, post } = await ownPost(ctx, params);
  return {
    thread: { id: thread.id, title: thread.title, kind: thread.kind, begun: thread.published_at !== null, node: thread.node },
    post: { id: post.id, body: post.body_md },
    draft: post.published_at === null,
    files: await attachmentsOf(ctx.db, "post", [post.id]),
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => ownPost(ctx, params) }, async ({ ctx, params, form }) => {
  const { thread, post } = await ownPost(ctx, params);
  const here = paths.threadPost(thread.id, post.id);
  if (form.has("hacer")) {
    const said = await actOnAttachments(ctx, form, { kind: "post", id: post.id });
    if (said !== null) return redirectWithFlash(`${here}#archivos`, said);
  }
  const intent = form.get("intent");
  if (intent === "discard") {
    await removePost(ctx, post.id);
    const back = thread.published_at ? paths.thread(thread.id) : paths.nodeThreads(thread.node.slug);
    return redirectWithFlash(back, "Lo descartamos: nadie lo vio.");
  }
  const parsed = parseForm(form, PostEditInput);
  if (!parsed.ok) return data<SaidAgain>(parsed.submission, { status: 422 });
  const { body } = parsed.value;
  const publishes = intent === "publish";
  const saved = publishes ? await publishPost(ctx, post.id, { body, chosen: chosenIn(form) }) : await editPost(ctx, post.id, body, chosenIn(form));
  if (!saved.done) return data(unclearAgain(form, saved.unclear), { status: 422 });
  if (!saved.published) return redirectWithFlash(here, "Guardado: sigue siendo un borrador.");
  return redirectWithFlash(placeOf(thread.id, post.id), publishes ? "Publicado. Le llega por correo a quien corresponde." : "Guardado.");
});

export default function PostPage() {
  const { thread, post, draft, files }: Loaded = useLoaderData<typeof loader>();
  const refused = useActionData() as SaidAgain | undefined;
  return (
    <Page
      title={draft ? "Antes de publicar" : "Editar tu mensaje"}
      eyebrow={thread.begun ? <a href={paths.thread(thread.id)}>{thread.title}</a> : <a href={paths.nodeThreads(thread.node.slug)}>{thread.node.name}</a>}
      lead={draft ? "Por ahora solo tú lo ves. Revisa el texto, agrega los archivos y publica." : undefined}
      width="narrow"
    >
      {!thread.begun && (
        <p>
          <strong>{thread.title}</strong> <a href={paths.threadEdit(thread.id)}>Cambiar el título o quién lo ve</a>
        </p>
      )}
      <Form id="texto" errors={refused?.errors} values={refused?.values}>
        <UnclearNames unclear={refused?.unclear} />
        <TextArea
          label="Tu mensaje"
          name="body"
          rows={5}
          required
          maxLength={POST_MAX}
          value={refused ? undefined : post.body}
          hint="Con @ y un nombre le avisas a alguien: @Camila Díaz."
        />
      </Form>
      <Section title="Archivos">
        <AttachmentManager ownerKind="post" ownerId={post.id} files={files} back={paths.threadPost(thread.id, post.id)} />
      </Section>
      {/* What is typed above goes with the button, wherever it stands. */}
      <SubmitBar>
        {draft ? (
          <>
            <Button form="texto" icon="send" name="intent" value="publish">
              Publicar
            </Button>
            <Button form="texto" kind="secondary" name="intent" value="save">
              Guardar para después
            </Button>
          </>
        ) : (
          <>
            <Button form="texto" name="intent" value="save">
              Guardar
            </Button>
            <LinkButton to={placeOf(thread.id, post.id)} kind="quiet">
              Volver sin cambios
            </LinkButton>
          </>
        )}
      </SubmitBar>
      {draft && (
        <div className="cluster">
          <ButtonForm kind="quiet" icon="trash" name="intent" value="discard" confirm="¿Descartar lo que escribiste?">
            Descartar el borrador
          </ButtonForm>
        </div>
      )}
    </Page>
  );
}
