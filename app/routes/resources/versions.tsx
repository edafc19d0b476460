import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { listVersions, type VersionRow } from "#app/domain/resources/versions.repo.server.ts";
import { PAGE_SIZE, paged, pageFrom } from "#app/http/paging.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { longDate } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { Badge, Item, ItemList } from "#app/ui/card.tsx";
import { Page } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { versionsOfPage } from "./version-page.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { repositorySheet as links } from "#app/components/sheets.ts";

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? [...pageMeta(`Versiones de ${data.resource.title}`), { name: "robots", content: "noindex" }] : []);

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params, url }) => {
  const { resource, drafts } = await versionsOfPage(ctx, params.slug);
  const page = pageFrom(url);
  const { rows, total } = await listVersions(ctx.db, resource.id, { drafts, page, size: PAGE_SIZE });
  const { slug, kind, title } = resource;
  return { resource: { slug, kind, title }, versions: paged(ctx.actor ? rows : rows.map((row) => ({ ...row, by: null, decided_by: null })), total, page) };
});

export default function VersionsPage() {
  const { resource, versions }: Loaded = useLoaderData<typeof loader>();
  return (
    <Page
      title="Versiones"
      eyebrow={<a href={paths.work(resource)}>{resource.title || "Sin título"}</a>}
      lead="Qué cambió, cuándo y por qué. Las anteriores se conservan y se pueden comparar."
      width="narrow"
    >
      <ItemList label="Versiones">
        {versions.rows.map((version) => (
          <Item
            key={version.number}
            to={paths.resourceVersion(resource.slug, version.number)}
            title={`Versión ${version.number}`}
            meta={<Meta version={version} />}
            trail={<State version={version} />}
          >
            {version.note && <p>{version.note}</p>}
          </Item>
        ))}
      </ItemList>
      <Pagination page={versions.page} pages={versions.pages} href={(pagina) => paths.resourceVersions(resource.slug, { pagina })} />
    </Page>
  );
}

function Meta({ version }: { version: VersionRow }) {
  return (
    <>
      <span>{longDate(version.at)}</span>
      {version.by && <span>{version.by}</span>}
      {version.decided_by && <span>revisó {version.decided_by}</span>}
    </>
  );
}

const STATES: Record<string, string> = { live: "A la vista", draft: "Borrador", in_review: "En revisión" };

function State({ version }: { version: VersionRow }) {
  const label = STATES[version.state];
  return label ? <Badge kind={version.state === "live" ? "positive" : "accent"}>{label}</Badge> : null;
}
