import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Poster } from "#app/components/experience-poster.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { qrSvg } from "#app/domain/attendance/qr.server.ts";
import { chainOf } from "#app/domain/replications/chain.repo.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { absolute, paths } from "#app/paths.ts";
import { resourceOfPage } from "../resources/resource-access.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { posterSheet as links } from "#app/components/sheets.ts";
export const handle = { scripts: ["/js/event-print.js"] };

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? [...pageMeta(`Afiche: ${data.work.title}`), { name: "robots", content: "noindex" }] : []);

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, params }) => {
  const work = await resourceOfPage(ctx, params.slug);
  if (work.kind !== "experience") throw redirect(paths.work(work), 301);
  const url = absolute(ctx.deployment, paths.experience(work.slug));
  return { work, schools: (await chainOf(ctx.db, ctx.actor, work.id)).origin, site: { network: ctx.deployment.networkName, url, qr: qrSvg(url) } };
});

export default function PosterPage() {
  const { work, schools, site }: Loaded = useLoaderData<typeof loader>();
  return (
    <div className="page poster-page">
      <div className="poster-bar no-print">
        <a href={paths.experience(work.slug)}>Volver a la experiencia</a>
        <button type="button" className="button button-primary" data-print="" hidden>
          Imprimir el afiche
        </button>
        <p className="hint" data-print-hint="">
          Imprímelo desde el menú del navegador. Sirve en A2, A3 o carta, en vertical.
        </p>
      </div>
      <Poster work={work} schools={schools} site={site} />
    </div>
  );
}
