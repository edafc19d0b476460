import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AttachmentList } from "#app/components/attachments.tsx";
import { CollectionBar } from "#app/components/collection-path.tsx";
import { Comments } from "#app/components/comments.tsx";
import { Related } from "#app/components/related-works.tsx";
import { Replications } from "#app/components/replication-chain.tsx";
import { closingSentence, hostOf, LicenceAndCitation, WorkFacts } from "#app/components/resource-facts.tsx";
import { WorkState } from "#app/components/resource-state.tsx";
import { WorkMarks } from "#app/components/work-marks.tsx";
import { workMeta } from "#app/components/work-meta.ts";
import { readingOf } from "#app/domain/collections/reading.repo.server.ts";
import { commentsOf } from "#app/domain/comments/comments.repo.server.ts";
import { relatedTo } from "#app/domain/related/related.repo.server.ts";
import { chainOf } from "#app/domain/replications/chain.repo.server.ts";
import { replicationsOf } from "#app/domain/replications/replications.server.ts";
import { isMaker } from "#app/domain/resources/resource.policy.ts";
import { RESOURCE_KINDS } from "#app/domain/resources/resource.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { absolute, paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Badge, ProseHtml } from "#app/ui/card.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { resourceOfPage } from "./resource-access.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { repositorySheet as links } from "#app/components/sheets.ts";

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? workMeta(data.work, data.site) : []);

// Kept for visitors but for what closes: its sentence turns by itself.
export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params, url }) => {
  const work = await resourceOfPage(ctx, params.slug);
  if (work.kind === "experience") throw redirect(paths.work(work), 301);
  const { actor, db, deployment } = ctx;
  const uses = Math.min(1_000, Math.max(1, Number.parseInt(url.searchParams.get("usos") ?? "1", 10) || 1));
  return {
    work,
    now: ctx.now,
    chain: await chainOf(db, actor, work.id),
    replications: await replicationsOf(db, actor, work.id, uses),
    comments: await commentsOf(db, actor, work.id, {}),
    own: isMaker(actor, work),
    ...(await readingOf(db, actor, work.id, url.searchParams.get("coleccion"))),
    related: await relatedTo(db, actor, work.id, 3),
    visitor: actor === null,
    site: { publicUrl: deployment.publicUrl, networkName: deployment.networkName, network: deployment.networkName, url: absolute(deployment, paths.resource(work.slug)) },
  };
});

export default function ResourcePage() {
  const page: Loaded = useLoaderData<typeof loader>();
  const { work, now, site } = page;
  const published = work.state === "published";
  const closing = closingSentence(work, now);
  return (
    <Page
      title={work.title || "Sin título"}
      eyebrow={<Eyebrow work={work} />}
      lead={work.summary}
      actions={<Acts page={page} />}
      aside={<WorkFacts work={work} />}
      asideLabel="Sobre este recurso"
    >
      <CollectionBar step={page.step} />
      <WorkState work={work} own={page.own} />
      {closing && (
        <p className={closing.closed ? "work-closing work-closed" : "work-closing"}>
          <Icon name="clock" />
          {closing.text}
        </p>
      )}
      {work.link_url && (
        <p className="work-link">
          <LinkButton to={work.link_url} kind="primary" icon="external" rel="noopener noreferrer nofollow">
            Abrir en {hostOf(work.link_url)}
          </LinkButton>
          <span className="work-address">{work.link_url}</span>
        </p>
      )}
      {work.body_html && (
        <>
          <h2 className="visually-hidden">Contenido</h2>
          <ProseHtml html={work.body_html} />
        </>
      )}
      {work.files.length > 0 && (
        <Section title={work.files.length === 1 ? "Archivo" : "Archivos"} id="archivos">
          <AttachmentList files={work.files} />
        </Section>
      )}
      <LicenceAndCitation work={work} site={site} />
      {published && <WorkMarks work={work} marks={page.marks} own={page.own} />}
      {published && (
        <div className="no-print stack gap-xl">
          <Replications work={work} replications={page.replications} chain={page.chain} may={{ takePart: work.may.takePart || page.visitor, moderate: work.may.moderate }} />
          <Comments work={work} comments={page.comments} may={work.may} />
          <Related works={page.related} />
        </div>
      )}
    </Page>
  );
}

const WHO = { public: null, members: "Solo con cuenta", node: "Solo sus nodos", circle: "Solo su círculo" } as const;

function Eyebrow({ work }: { work: Loaded["work"] }) {
  const who = WHO[work.visibility];
  return (
    <>
      <a href={paths.resources({ tipo: work.kind })}>{RESOURCE_KINDS[work.kind]}</a>
      {who && <Badge icon="lock">{who}</Badge>}
    </>
  );
}

function Acts({ page: { work, visitor } }: { page: Loaded }) {
  return (
    <>
      {work.may.edit && (
        <LinkButton to={paths.resourceEdit(work.slug)} kind="secondary" icon="edit">
          {work.open && work.version > 0 ? "Seguir editando" : "Editar"}
        </LinkButton>
      )}
      {work.version > 1 && (
        <LinkButton to={paths.resourceVersions(work.slug)} kind="quiet">
          Versiones
        </LinkButton>
      )}
      {!visitor && work.state === "published" && work.licence !== "reserved" && work.licence !== "CC-BY-ND-4.0" && (
        <LinkButton to={paths.resourceNew({ tipo: work.kind, de: work.slug })} kind="quiet" icon="copy">
          Adaptarlo
        </LinkButton>
      )}
    </>
  );
}
