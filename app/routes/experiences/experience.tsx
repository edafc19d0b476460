import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AttachmentList } from "#app/components/attachments.tsx";
import { CollectionBar } from "#app/components/collection-path.tsx";
import { Comments } from "#app/components/comments.tsx";
import { SheetEnd, SheetFacts, SheetOpening, SheetText } from "#app/components/experience-sheet.tsx";
import { coverOf } from "#app/components/experience-words.ts";
import { Related } from "#app/components/related-works.tsx";
import { Replications } from "#app/components/replication-chain.tsx";
import { WorkState } from "#app/components/resource-state.tsx";
import { WorkMarks } from "#app/components/work-marks.tsx";
import { workMeta } from "#app/components/work-meta.ts";
import { qrSvg } from "#app/domain/attendance/qr.server.ts";
import { openCallsFor } from "#app/domain/calls/open-calls.repo.server.ts";
import { readingOf } from "#app/domain/collections/reading.repo.server.ts";
import { commentsOf } from "#app/domain/comments/comments.repo.server.ts";
import { relatedTo } from "#app/domain/related/related.repo.server.ts";
import { chainOf } from "#app/domain/replications/chain.repo.server.ts";
import { replicationsOf } from "#app/domain/replications/replications.server.ts";
import { showingsOf } from "#app/domain/replications/showings.repo.server.ts";
import { isMaker } from "#app/domain/resources/resource.policy.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { absolute, paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Section } from "#app/ui/layout.tsx";
import { resourceOfPage } from "../resources/resource-access.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { experienceSheet as links } from "#app/components/sheets.ts";
export const handle = { scripts: ["/js/event-print.js"] };

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? workMeta(data.work, data.site) : []);

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, params, url }) => {
  const work = await resourceOfPage(ctx, params.slug);
  if (work.kind !== "experience") throw redirect(paths.work(work), 301);
  const { actor, db, deployment } = ctx;
  const page = Math.max(1, Number.parseInt(url.searchParams.get("usos") ?? "1", 10) || 1);
  const address = absolute(deployment, paths.experience(work.slug));
  const chain = await chainOf(db, actor, work.id);
  return {
    work,
    chain,
    replications: await replicationsOf(db, actor, work.id, Math.min(page, 1_000)),
    comments: await commentsOf(db, actor, work.id, {}),
    showings: chain.showings > 0 ? await showingsOf(db, actor, work.id, ctx.now) : [],
    own: isMaker(actor, work),
    calls: isMaker(actor, work) && work.state === "published" ? await openCallsFor(db, actor, ctx.now) : [],
    ...(await readingOf(db, actor, work.id, url.searchParams.get("coleccion"))),
    related: await relatedTo(db, actor, work.id, 3),
    visitor: actor === null,
    site: { publicUrl: deployment.publicUrl, networkName: deployment.networkName, network: deployment.networkName, url: address, qr: qrSvg(address) },
  };
});

export default function ExperiencePage() {
  const page: Loaded = useLoaderData<typeof loader>();
  const { work, chain, replications, comments, site } = page;
  const published = work.state === "published";
  const others = work.files.filter((file) => file.id !== coverOf(work.files)?.id || file.kind !== "image");
  return (
    <article className="page sheet">
      <CollectionBar step={page.step} />
      <WorkState work={work} own={page.own} />
      <SheetOpening work={work} schools={chain.origin} actions={<Acts work={work} calls={page.calls} />} />
      <div className="sheet-spread">
        <SheetText work={work} comments={comments} />
        <SheetFacts work={work} showings={page.showings} />
      </div>
      {others.length > 0 && (
        <div className="no-print">
          <Section title="Archivos" id="archivos">
            <AttachmentList files={others} />
          </Section>
        </div>
      )}
      <div className="no-print">
        <Replications work={work} replications={replications} chain={chain} may={{ takePart: published && (work.may.takePart || page.visitor), moderate: work.may.moderate }} />
      </div>
      <SheetEnd work={work} chain={chain} replications={replications.rows} site={site} />
      <div className="sheet-after no-print">
        {published && <WorkMarks work={work} marks={page.marks} own={page.own} />}
        {published && <Comments work={work} comments={comments} may={work.may} />}
        <Related works={page.related} />
      </div>
    </article>
  );
}

function Acts({ work, calls }: Pick<Loaded, "work" | "calls">) {
  return (
    <>
      <LinkButton to={paths.experiencePoster(work.slug)} kind="secondary" icon="document">
        Afiche
      </LinkButton>
      {calls.map((call) => (
        <LinkButton key={call.slug} to={paths.callApply(call.slug, { experiencia: work.slug })} kind="secondary" icon="send">
          {calls.length === 1 ? "Postular con esta experiencia" : `Postular a «${call.title}»`}
        </LinkButton>
      ))}
      <button type="button" className="button button-secondary" data-print="" hidden>
        Imprimir en una hoja
      </button>
      {work.may.edit && (
        <LinkButton to={paths.experienceEdit(work.slug)} kind="secondary" icon="edit">
          {work.version > 0 ? "Mejorarla" : "Seguir escribiendo"}
        </LinkButton>
      )}
      {work.version > 1 && (
        <LinkButton to={paths.resourceVersions(work.slug)} kind="quiet">
          Versiones
        </LinkButton>
      )}
    </>
  );
}
