import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { NodeForm } from "#app/components/node-form.tsx";
import { NodeEyebrow } from "#app/components/node-tag.tsx";
import { forbidden } from "#app/domain/errors.ts";
import { canArchiveNode, canEditNode } from "#app/domain/nodes/node.policy.ts";
import { NodeInput } from "#app/domain/nodes/node.ts";
import { archiveNode, editNode, restoreNode } from "#app/domain/nodes/nodes.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf, parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { nodeOfPage, onlyWho } from "./node-page.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

const constraints = constraintsOf(NodeInput);

export const meta = ({ data: page }: { data: Loaded | undefined }) => (page ? pageMeta(`Editar ${page.frame.name}`) : []);

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const { node, frame } = await nodeOfPage(ctx, params.slug ?? "", url);
  if (!canEditNode(ctx.actor, node.id)) throw forbidden();
  const { name, kind, joining, summary, description_md, colour, glyph, reviews_resources } = node;
  return { frame, values: { name, kind, joining, summary, description_md, colour, glyph, reviews_resources }, archives: canArchiveNode(ctx.actor), constraints };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => onlyWho(canEditNode, ctx, params.slug) }, async ({ ctx, params, form }) => {
  const slug = params.slug ?? "";
  const act = form.get("act");
  if (act === "archive") {
    await archiveNode(ctx, slug);
    return redirectWithFlash(paths.node(slug), "El nodo quedó archivado.");
  }
  if (act === "restore") {
    await restoreNode(ctx, slug);
    return redirectWithFlash(paths.node(slug), "El nodo vuelve a estar activo.");
  }
  const parsed = parseForm(form, NodeInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  const saved = await editNode(ctx, slug, parsed.value);
  return redirectWithFlash(paths.node(saved.slug), "Guardamos los cambios.");
});

export default function NodeEditPage() {
  const { frame, values, archives, constraints: limits } = useLoaderData<typeof loader>();
  return (
    <Page
      title={`Editar ${frame.name}`}
      eyebrow={<NodeEyebrow node={frame} />}
      lead="Si cambias el nombre cambia también la dirección de su página; la antigua seguirá llevando a la nueva."
      width="narrow"
    >
      <NodeForm defaults={values} constraints={limits}>
        <Button>Guardar cambios</Button>
        <LinkButton to={paths.node(frame.slug)} kind="quiet">
          Volver sin guardar
        </LinkButton>
      </NodeForm>
      {archives && <Archive slug={frame.slug} archived={frame.archived} />}
    </Page>
  );
}

function Archive({ slug, archived }: { slug: string; archived: boolean }) {
  return (
    <Section title={archived ? "Reactivar el nodo" : "Archivar el nodo"}>
      <p>
        {archived
          ? "Vuelve a las listas y puede recibir personas y convocar reuniones."
          : "Sale de las listas y nadie más puede entrar. Su página, sus personas y sus reuniones se conservan, y se puede reactivar."}
      </p>
      <ButtonForm action={paths.nodeEdit(slug)} kind="secondary" name="act" value={archived ? "restore" : "archive"} confirm={archived ? undefined : "¿Archivar este nodo?"}>
        {archived ? "Reactivar" : "Archivar"}
      </ButtonForm>
    </Section>
  );
}
