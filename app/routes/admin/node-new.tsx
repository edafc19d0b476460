import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { pageMeta } from "#app/components/meta.ts";
import { NodeForm } from "#app/components/node-form.tsx";
import { COLOURS, GLYPHS, NodeInput } from "#app/domain/nodes/node.ts";
import { countAllNodes } from "#app/domain/nodes/nodes.repo.server.ts";
import { createNode } from "#app/domain/nodes/nodes.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Page } from "#app/ui/layout.tsx";
import { newId } from "#db/ids.ts";

/** The id is made with the page, so that the form sent twice creates once. */
const NewNodeInput = NodeInput.extend({ id: z.uuid("not_found") });
const constraints = constraintsOf(NodeInput);

export const meta = () => pageMeta("Crear un nodo");

export const loader = loaderWith({ who: "admin" }, async ({ ctx }) => {
  // A look that is not the last one's, as a start.
  const turn = await countAllNodes(ctx.db);
  return { id: newId(), colour: (turn % COLOURS) + 1, glyph: GLYPHS[turn % GLYPHS.length] ?? "hoja", constraints };
});

export const action = actionWith({ who: "admin", input: NewNodeInput }, async ({ ctx, input: { id, ...input } }) => {
  const { slug } = await createNode(ctx, input, id);
  return redirectWithFlash(paths.adminNodeCoordinators(slug), "El nodo está creado. Ahora nombra a quien lo coordina.");
});

export default function NewNodePage() {
  const { id, colour, glyph, constraints: limits } = useLoaderData<typeof loader>();
  return (
    <Page title="Crear un nodo" lead="Aparece de inmediato en las listas. Después nombras a quien lo coordina." width="narrow">
      <NodeForm defaults={{ kind: "thematic", joining: "open", colour, glyph }} constraints={limits} hidden={{ id }}>
        <Button>Crear el nodo</Button>
        <LinkButton to={paths.nodes()} kind="quiet">
          Volver
        </LinkButton>
      </NodeForm>
    </Page>
  );
}
