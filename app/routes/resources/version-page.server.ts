/** Versions of a resource, for whoever sees it; drafts for its makers and reviewers only. */
import type { Ctx } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { attachmentsOf } from "#app/domain/files/attachments.repo.server.ts";
import { differences, fieldsOfVersion, type Names } from "#app/domain/resources/comparing.ts";
import type { ResourceContent } from "#app/domain/resources/resource.ts";
import type { StandingResource } from "#app/domain/resources/resources.repo.server.ts";
import { findVersion, namesOf } from "#app/domain/resources/versions.repo.server.ts";
import { mayWith, visibleOrGone } from "./resource-access.server.ts";

/** What was private then stays private: an older version is shown only to whom it would be shown today. */
export const seesDrafts = (ctx: Ctx, resource: StandingResource): boolean => {
  const may = mayWith(ctx.actor, resource);
  return may.edit || may.review;
};

export async function versionsOfPage(ctx: Ctx, slug: string | undefined): Promise<{ resource: StandingResource; drafts: boolean }> {
  const resource = await visibleOrGone(ctx, slug ?? "");
  const drafts = seesDrafts(ctx, resource);
  if (resource.version === 0 && !drafts) throw notFound();
  return { resource, drafts };
}

export async function versionPage(ctx: Ctx, slug: string | undefined, number: string | undefined, against: string | null) {
  const { resource, drafts } = await versionsOfPage(ctx, slug);
  const version = await found(ctx, resource, Number(number), drafts);
  const other = against ? await found(ctx, resource, Number(against), drafts) : null;
  const names = await namesOf(ctx.db, [version.content, ...(other ? [other.content] : [])]);
  const files = await attachmentsOf(ctx.db, "resource", [resource.id], version.number);
  const otherFiles = other ? await attachmentsOf(ctx.db, "resource", [resource.id], other.number) : [];
  const named = ctx.actor !== null || (version.content.authors_agreed && (other?.content.authors_agreed ?? true));
  const fields = fieldsOf(version.content, names, named, files);
  return {
    resource: { slug: resource.slug, kind: resource.kind, title: resource.title, version: resource.version },
    edits: mayWith(ctx.actor, resource).edit,
    drafts,
    version: { number: version.number, state: version.state, note: version.note, at: version.published_at ?? version.updated_at, by: ctx.actor ? version.by : null },
    fields: fields.filter((field) => field.text !== ""),
    files,
    other: other ? { number: other.number, changes: differences(fieldsOf(other.content, names, named, otherFiles), fields) } : null,
  };
}
export type VersionPage = Awaited<ReturnType<typeof versionPage>>;

const fieldsOf = (content: ResourceContent, names: Names, named: boolean, files: readonly { name: string }[]) => [
  ...fieldsOfVersion(content, names, named),
  { key: "files", label: "Archivos", text: files.map((file) => file.name).join(", ") },
];

async function found(ctx: Ctx, resource: StandingResource, number: number, drafts: boolean) {
  const version = Number.isSafeInteger(number) && number > 0 ? await findVersion(ctx.db, resource.id, number) : null;
  if (!version || (!drafts && !["live", "past"].includes(version.state))) throw notFound();
  // A version that was for fewer people than today's is not for everyone who sees today's.
  if (!drafts && version.content.visibility !== resource.visibility) throw notFound();
  return version;
}
