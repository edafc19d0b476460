import { useLoaderData } from "@remix-run/react";
import { LogbookView } from "#app/components/logbook-view.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { NodeFrame } from "#app/components/node-frame.tsx";
import { loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { nodeOfPage } from "../nodes/node-page.server.ts";
import { logbookList } from "./logbook-page.server.ts";

export { circleSheet as links } from "#app/components/sheets.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? pageMeta(`Bitácora de ${data.frame.name}`) : []);

/** Of its circle and of the circles below it, as far as the reader may read them. */
export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, params, url }) => {
  const { node, frame } = await nodeOfPage(ctx, params.slug ?? "", url);
  return { frame, logbook: await logbookList(ctx, url, { nodeId: node.id }) };
});

export default function NodeLogbookPage() {
  const { frame, logbook } = useLoaderData<typeof loader>();
  return (
    <NodeFrame node={frame} tab="logbook" lead="Bitácora: los acuerdos de los círculos del nodo.">
      <LogbookView
        logbook={logbook}
        to={(query) => paths.nodeLogbook(frame.slug, query)}
        file={(format, query) => paths.nodeLogbookFile(frame.slug, format, query)}
        nothing="Cuando los círculos del nodo acuerden algo, aquí se podrá leer: qué se decidió, por qué y cuándo se revisa."
      />
    </NodeFrame>
  );
}
