import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { NodeTag } from "#app/components/node-tag.tsx";
import type { SaidAgain } from "#app/components/thread-answer.tsx";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { forbidden, invalid } from "#app/domain/errors.ts";
import { nodeOptions } from "#app/domain/nodes/nodes.repo.server.ts";
import { nodesOfReader } from "#app/domain/resources/resource.policy.ts";
import { canMoveThreadTo } from "#app/domain/threads/thread.policy.ts";
import { type StandingThread, THREAD_TITLE_MAX, THREAD_VISIBILITIES, ThreadEditInput } from "#app/domain/threads/thread.ts";
import { editThread, moveThread } from "#app/domain/threads/threads.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Field, Form, RadioGroup, Select, SubmitBar } from "#app/ui/form.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { threadOfPage } from "./thread-forms.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { conversationSheet as links } from "#app/components/sheets.ts";

export const meta = ({ data: page }: { data: Loaded | undefined }) => (page ? pageMeta(`Editar: ${page.thread.title}`) : []);

async function edited(ctx: Ctx, id: string | undefined): Promise<StandingThread> {
  const thread = await threadOfPage(ctx, id);
  if (!thread.may.edit && !thread.may.move) throw forbidden();
  return thread;
}

/** Where it may be moved to: nodes of the reader, in which they may do so. */
async function placesFor(ctx: Ctx & { actor: Actor }, thread: StandingThread) {
  if (!thread.may.move) return [];
  const own = ctx.actor.admin ? undefined : nodesOfReader(ctx.actor);
  const nodes = await nodeOptions(ctx.db, own);
  return nodes.filter((node) => node.id !== thread.node_id && canMoveThreadTo(ctx.actor, thread, node.id)).map(({ slug, name }) => ({ value: slug, label: name }));
}

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const thread = await edited(ctx, params.id);
  const { id, title, visibility, kind, node, may } = thread;
  return { thread: { id, title, visibility, kind, node, may, draft: thread.published_at === null, draftId: thread.draft_id }, places: await placesFor(ctx, thread) };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => edited(ctx, params.id) }, async ({ ctx, params, form }) => {
  const thread = await edited(ctx, params.id);
  if (form.get("intent") === "move") {
    const to = String(form.get("node") ?? "");
    if (to === "") throw invalid("node", "choice");
    await moveThread(ctx, thread.id, to);
    return redirectWithFlash(paths.thread(thread.id), "La movimos. Su dirección no cambió.");
  }
  const parsed = parseForm(form, ThreadEditInput);
  if (!parsed.ok) return data<SaidAgain>(parsed.submission, { status: 422 });
  await editThread(ctx, thread.id, parsed.value);
  return redirectWithFlash(thread.published_at === null && thread.draft_id ? paths.threadPost(thread.id, thread.draft_id) : paths.thread(thread.id), "Guardado.");
});

export default function EditThreadPage() {
  const { thread, places }: Loaded = useLoaderData<typeof loader>();
  const refused = useActionData() as SaidAgain | undefined;
  const moving = refused?.values.intent === "move";
  const back = thread.draft && thread.draftId ? paths.threadPost(thread.id, thread.draftId) : paths.thread(thread.id);
  return (
    <Page title={thread.kind === "announcement" ? "Editar el anuncio" : "Editar la conversación"} eyebrow={<NodeTag node={thread.node} />} width="narrow">
      {thread.may.edit && (
        <Form errors={moving ? undefined : refused?.errors} values={moving || !refused ? { title: thread.title, visibility: thread.visibility } : refused.values}>
          <Field label="Título" name="title" required maxLength={THREAD_TITLE_MAX} autoComplete="off" />
          <RadioGroup
            legend="Quién puede leerlo"
            name="visibility"
            required
            options={Object.entries(THREAD_VISIBILITIES)
              .filter(([value]) => thread.kind === "announcement" || value !== "public")
              .map(([value, label]) => ({ value, label, hint: value === "public" ? "Se ve en la página del nodo, sin nombres de personas ni respuestas." : undefined }))}
          />
          <SubmitBar>
            <Button name="intent" value="save">
              Guardar
            </Button>
            <LinkButton to={back} kind="quiet">
              Volver sin cambios
            </LinkButton>
          </SubmitBar>
        </Form>
      )}
      {places.length > 0 && <Moving places={places} refused={moving ? refused : undefined} node={thread.node.name} />}
    </Page>
  );
}

function Moving({ places, refused, node }: { places: Loaded["places"]; refused: SaidAgain | undefined; node: string }) {
  return (
    <Section title="Mover a otro nodo">
      <p>
        Todo lo dicho se va con ella y su dirección no cambia. Si la leen solo las personas del nodo, desde entonces la leen las del nuevo; quienes son solo de {node} dejan de
        verla y de recibir sus correos.
      </p>
      <Form errors={refused?.errors} values={refused?.values}>
        <Select label="A qué nodo" name="node" required placeholder="Elige" options={places} />
        <div className="cluster">
          <Button kind="secondary" name="intent" value="move">
            Mover
          </Button>
        </div>
      </Form>
    </Section>
  );
}
