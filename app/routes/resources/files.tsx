import { useLoaderData } from "@remix-run/react";
import { AttachmentManager } from "#app/components/attachment-manager.tsx";
import { pageMeta } from "#app/components/meta.ts";
import type { Ctx } from "#app/domain/context.ts";
import { forbidden, notFound } from "#app/domain/errors.ts";
import { attachmentsOf } from "#app/domain/files/attachments.repo.server.ts";
import { openDraft } from "#app/domain/resources/versions.repo.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Page, Stack } from "#app/ui/layout.tsx";
import { actOnAttachments } from "./attachment-acts.server.ts";
import { mayWith, visibleOrGone } from "./resource-access.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { repositorySheet as links } from "#app/components/sheets.ts";
export const handle = { scripts: ["/js/upload.js"] };

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? pageMeta(`Archivos de ${data.title || "un recurso"}`) : []);

async function edited(ctx: Ctx, slug: string | undefined) {
  const resource = await visibleOrGone(ctx, slug ?? "");
  if (!mayWith(ctx.actor, resource).edit) throw forbidden();
  return resource;
}

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const { id, slug, kind, title: live, version, state } = await edited(ctx, params.slug);
  const draft = await openDraft(ctx.db, id);
  const files = await attachmentsOf(ctx.db, "resource", [id], draft?.number ?? Math.max(1, version));
  const title = draft?.content.title || live;
  return { id, slug, kind, title, files, published: state === "published", changed: version > 0 && draft !== null, inReview: draft?.state === "in_review" };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => edited(ctx, params.slug) }, async ({ ctx, params, form }) => {
  const { id, slug } = await edited(ctx, params.slug);
  const said = await actOnAttachments(ctx, form, { kind: "resource", id });
  if (said === null) throw notFound();
  return redirectWithFlash(paths.resourceFiles(slug), said);
});

export default function ResourceFilesPage() {
  const { id, slug, kind, title, files, published, changed, inReview }: Loaded = useLoaderData<typeof loader>();
  const edit = kind === "experience" ? paths.experienceEdit(slug, "revisar") : paths.resourceEdit(slug, "publicar");
  return (
    <Page
      title="Archivos"
      eyebrow={<a href={paths.work({ kind, slug })}>{title || "Sin título"}</a>}
      width="narrow"
      lead={inReview ? undefined : "Lo que otra persona necesita para usarlo: guías, presentaciones, fotos, videos."}
    >
      <Stack gap="l">
        {published && !inReview && (
          <div data-refresh="aviso">
            <Notice kind={changed ? "warn" : "info"} actions={changed && <LinkButton to={edit}>Revisar y publicar</LinkButton>}>
              <p>{changed ? "Estos cambios se verán cuando publiques la nueva versión." : "Lo que cambies aquí se verá cuando publiques una nueva versión."}</p>
            </Notice>
          </div>
        )}
        {inReview ? (
          <Notice kind="info" actions={<LinkButton to={edit}>Ver en qué va</LinkButton>}>
            <p>Está en revisión: los archivos no cambian mientras tanto.</p>
          </Notice>
        ) : (
          <AttachmentManager ownerKind="resource" ownerId={id} files={files} back={paths.resourceFiles(slug)} />
        )}
        {!inReview && !changed && <LinkButton to={edit}>{published ? "Volver a editar" : "Seguir"}</LinkButton>}
      </Stack>
    </Page>
  );
}
