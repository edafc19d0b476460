import { useLoaderData } from "@remix-run/react";
import { LogbookView } from "#app/components/logbook-view.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Page } from "#app/ui/layout.tsx";
import { logbookList } from "./logbook-page.server.ts";

export { circleSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Bitácora de la red", "Los acuerdos de los círculos de la red: qué se decidió, por qué, quién responde y cuándo se revisa.");

/** Of all circles whose logbook the reader may read. */
export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, url }) => ({ logbook: await logbookList(ctx, url, {}) }));

export default function NetworkLogbookPage() {
  const { logbook } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Bitácora de la red"
      eyebrow={<a href={paths.circles()}>Círculos de la red</a>}
      lead="Los acuerdos de los círculos: qué se decidió, por qué, quién responde y cuándo se revisa."
    >
      <LogbookView
        logbook={logbook}
        to={(query) => paths.logbook(query)}
        file={(format, query) => paths.logbookFile(format, query)}
        nothing="Cuando los círculos acuerden algo, aquí se podrá leer y buscar."
      />
    </Page>
  );
}
