import { useLoaderData } from "@remix-run/react";
import { AttachmentList } from "#app/components/attachments.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { draftFromVersion } from "#app/domain/resources/drafting.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { longDate } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { editedResource } from "./edit-page.server.ts";
import { type VersionPage, versionPage } from "./version-page.server.ts";

export { repositorySheet as links } from "#app/components/sheets.ts";

export const meta = ({ data }: { data: VersionPage | undefined }) =>
  data ? [...pageMeta(`Versión ${data.version.number} de ${data.resource.title}`), { name: "robots", content: "noindex" }] : [];

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params, url }) => versionPage(ctx, params.slug, params.number, url.searchParams.get("con")));

/** The only thing that is posted here: this version again, as a draft. */
export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => editedResource(ctx, params.slug) }, async ({ ctx, params }) => {
  const { id, slug, kind } = await editedResource(ctx, params.slug);
  await draftFromVersion(ctx, id, Number(params.number));
  return redirectWithFlash(paths.workEdit({ kind, slug }), "Quedó como borrador de una nueva versión: revísalo y publícalo.");
});

export default function VersionPageView() {
  const page: VersionPage = useLoaderData<typeof loader>();
  const { resource, version, other } = page;
  const compare = other ? null : version.number > 1 ? version.number - 1 : null;
  const past = version.number < resource.version;
  return (
    <Page
      title={`Versión ${version.number}`}
      eyebrow={<a href={paths.resourceVersions(resource.slug)}>Versiones de {resource.title || "un recurso"}</a>}
      lead={[longDate(version.at), version.by, version.note].filter(Boolean).join(" · ")}
      width="narrow"
      actions={
        <>
          {compare && <LinkButton to={paths.resourceVersion(resource.slug, version.number, compare)}>Comparar con la {compare}</LinkButton>}
          {past && version.number !== resource.version && !other && (
            <LinkButton to={paths.resourceVersion(resource.slug, resource.version, version.number)} kind="quiet">
              Qué cambió hasta hoy
            </LinkButton>
          )}
          {other && <LinkButton to={paths.resourceVersion(resource.slug, version.number)}>Ver la versión {version.number} entera</LinkButton>}
        </>
      }
    >
      {past && (
        <Notice kind="info" title="Es una versión anterior">
          <p>
            Hoy vale la <a href={paths.work(resource)}>versión {resource.version}</a>.
          </p>
        </Notice>
      )}
      {other ? <Changes page={page} other={other} /> : <Whole page={page} />}
      {past && page.edits && !other && (
        <ButtonForm icon="repeat" confirm={`¿Empezar una nueva versión a partir de la ${version.number}?`}>
          Volver a esta versión
        </ButtonForm>
      )}
    </Page>
  );
}

function Whole({ page: { fields, files } }: { page: VersionPage }) {
  return (
    <>
      <dl className="work-version">
        {fields
          .filter((field) => field.key !== "files")
          .map((field) => (
            <div key={field.key}>
              <dt>{field.label}</dt>
              <dd className="work-said">{field.text}</dd>
            </div>
          ))}
      </dl>
      {files.length > 0 && (
        <Section title="Archivos">
          <AttachmentList files={files} />
        </Section>
      )}
    </>
  );
}

function Changes({ page: { version }, other }: { page: VersionPage; other: NonNullable<VersionPage["other"]> }) {
  if (other.changes.length === 0)
    return (
      <p>
        No hay diferencias entre la versión {other.number} y la {version.number}.
      </p>
    );
  return (
    <dl className="work-version">
      {other.changes.map((change) => (
        <div key={change.key}>
          <dt>{change.label}</dt>
          <dd className="work-before">
            <span className="label-small">Versión {other.number}</span>
            <span className="work-said">{change.before || "(vacío)"}</span>
          </dd>
          <dd className="work-after">
            <span className="label-small">Versión {version.number}</span>
            <span className="work-said">{change.after || "(vacío)"}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
