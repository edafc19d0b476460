import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { NodeTag } from "#app/components/node-tag.tsx";
import { type SaidAgain, UnclearNames } from "#app/components/thread-answer.tsx";
import type { Ctx } from "#app/domain/context.ts";
import { forbidden } from "#app/domain/errors.ts";
import { nodeBySlug } from "#app/domain/nodes/nodes.server.ts";
import { canBegin } from "#app/domain/threads/thread.policy.ts";
import { isThreadKind, POST_MAX, THREAD_TITLE_MAX, THREAD_VISIBILITIES, ThreadInput, type ThreadKind } from "#app/domain/threads/thread.ts";
import { beginThread } from "#app/domain/threads/threads.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Field, Form, RadioGroup, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { Tabs } from "#app/ui/wayfinding.tsx";
import { newId } from "#db/ids.ts";
import { nodeOfPage } from "../nodes/node-page.server.ts";
import { chosenIn, unclearAgain } from "./thread-forms.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { conversationSheet as links } from "#app/components/sheets.ts";

const WORDS: Record<ThreadKind, { title: string; lead: string; subject: string; body: string }> = {
  discussion: {
    title: "Comenzar una conversación",
    lead: "Una pregunta, una idea, algo que a otros les sirva saber. La leen en la página del nodo y en el resumen que les llega por correo.",
    subject: "De qué se trata",
    body: "Tu mensaje",
  },
  announcement: {
    title: "Publicar un anuncio",
    lead: "Llega de inmediato al correo de todas las personas del nodo, salvo de quienes pidieron que no.",
    subject: "Título del anuncio",
    body: "Qué quieres anunciar",
  },
};

/** Whoever may begin nothing here is told so before they write. */
async function beginner(ctx: Ctx, slug: string | undefined): Promise<void> {
  const node = await nodeBySlug(ctx.db, slug ?? "");
  if (!canBegin(ctx.actor, "discussion", node.id) && !canBegin(ctx.actor, "announcement", node.id)) throw forbidden();
}

export const meta = ({ data: page }: { data: Loaded | undefined }) => (page ? pageMeta(`${WORDS[page.kind].title}: ${page.node.name}`) : []);

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const { node, frame } = await nodeOfPage(ctx, params.slug ?? "", url);
  const may = { discussion: canBegin(ctx.actor, "discussion", node.id), announcement: canBegin(ctx.actor, "announcement", node.id) };
  if ((!may.discussion && !may.announcement) || frame.archived) throw forbidden();
  const asked = url.searchParams.get("que");
  const kind: ThreadKind = isThreadKind(asked) && may[asked] ? asked : may.discussion ? "discussion" : "announcement";
  return { node: { slug: frame.slug, name: frame.name, colour: frame.colour, glyph: frame.glyph }, may, kind, threadId: newId(), postId: newId() };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => beginner(ctx, params.slug) }, async ({ ctx, params, form }) => {
  const parsed = parseForm(form, ThreadInput);
  if (!parsed.ok) return data(parsed.submission satisfies SaidAgain, { status: 422 });
  const publish = form.get("intent") !== "files";
  const begun = await beginThread(ctx, { ...parsed.value, slug: params.slug ?? "", publish, chosen: chosenIn(form) });
  if (!begun.done) return data(unclearAgain(form, begun.unclear), { status: 422 });
  if (!begun.published) return redirectWithFlash(paths.threadPost(begun.threadId, begun.postId), "Quedó guardado como borrador: agrega los archivos y publica.");
  const said =
    parsed.value.kind === "announcement" ? "Publicado. Ya va en camino al correo de las personas del nodo." : "Publicado. Te avisaremos por correo cuando alguien responda.";
  return redirectWithFlash(paths.thread(begun.threadId), said);
});

export default function NewThreadPage() {
  const { node, may, kind, threadId, postId }: Loaded = useLoaderData<typeof loader>();
  const refused = useActionData() as SaidAgain | undefined;
  const words = WORDS[kind];
  const kept = (name: string, fresh: string) => String(refused?.values[name] ?? fresh);
  return (
    <Page title={words.title} eyebrow={<NodeTag node={node} />} lead={words.lead} width="narrow">
      {may.discussion && may.announcement && <Kinds slug={node.slug} kind={kind} />}
      <Form errors={refused?.errors} values={refused?.values ?? { visibility: "node" }}>
        <input type="hidden" name="thread_id" value={kept("thread_id", threadId)} />
        <input type="hidden" name="post_id" value={kept("post_id", postId)} />
        <input type="hidden" name="kind" value={kind} />
        <UnclearNames unclear={refused?.unclear} />
        <Field label={words.subject} name="title" required maxLength={THREAD_TITLE_MAX} autoComplete="off" />
        <TextArea
          label={words.body}
          name="body"
          rows={9}
          required
          maxLength={POST_MAX}
          hint="Con @ y un nombre le avisas a alguien: @Camila Díaz. Un guion al comienzo de la línea hace una lista, y **dos asteriscos** una palabra en negrita."
        />
        <RadioGroup
          legend="Quién puede leerlo"
          name="visibility"
          required
          options={Object.entries(THREAD_VISIBILITIES)
            .filter(([value]) => kind === "announcement" || value !== "public")
            .map(([value, label]) => ({ value, label, hint: value === "public" ? "Se ve en la página del nodo, sin nombres de personas ni respuestas." : undefined }))}
        />
        <SubmitBar>
          <Button icon="send" name="intent" value="publish">
            Publicar
          </Button>
          <Button kind="secondary" icon="upload" name="intent" value="files">
            Adjuntar archivos
          </Button>
        </SubmitBar>
      </Form>
    </Page>
  );
}

function Kinds({ slug, kind }: { slug: string; kind: ThreadKind }) {
  return (
    <Tabs
      label="Qué quieres publicar"
      tabs={[
        { to: paths.threadNew(slug), label: "Conversación", current: kind === "discussion" },
        { to: paths.threadNew(slug, { que: "announcement" }), label: "Anuncio", current: kind === "announcement" },
      ]}
    />
  );
}
