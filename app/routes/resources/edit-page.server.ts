/** Editing a resource: what its three steps show, and what is posted to them. */
import { redirect } from "@remix-run/node";
import type { ResourceStep } from "#app/components/resource-steps.tsx";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { forbidden, notFound } from "#app/domain/errors.ts";
import { attachmentsOf } from "#app/domain/files/attachments.repo.server.ts";
import { discardDraft, liveContent, openDraft, saveDraft, takeBack } from "#app/domain/resources/drafting.server.ts";
import { AboutInput, aboutPatch, formValues, WhatInput, whatPatch } from "#app/domain/resources/form.ts";
import { archiveResource, restoreResource } from "#app/domain/resources/keeping.server.ts";
import { publishDraft } from "#app/domain/resources/publishing.server.ts";
import { missingIn } from "#app/domain/resources/publishing.ts";
import { canEditResource } from "#app/domain/resources/resource.policy.ts";
import type { ResourceContent } from "#app/domain/resources/resource.ts";
import { findResource, type StandingResource } from "#app/domain/resources/resources.repo.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm, sentences } from "#app/http/form.server.ts";
import { paths } from "#app/paths.ts";
import { actOnAttachments } from "./attachment-acts.server.ts";
import { visibleOrGone } from "./resource-access.server.ts";
import { aboutOptions, orNewer, wantsSchools, withSchools } from "./resource-form.server.ts";

/** Of whom may edit it; an experience has pages of its own. */
export async function editedResource(ctx: Ctx, slug: string | undefined): Promise<StandingResource> {
  const resource = await visibleOrGone(ctx, slug ?? "");
  if (!canEditResource(ctx.actor, resource)) throw forbidden();
  return resource;
}

export async function editPage(ctx: Ctx & { actor: Actor }, slug: string | undefined, step: string | null) {
  const resource = await editedResource(ctx, slug);
  if (resource.kind === "experience") throw redirect(paths.experienceEdit(resource.slug));
  const open = await openDraft(ctx.db, resource.id);
  const content = open?.content ?? (await liveContent(ctx, resource));
  const files = await attachmentsOf(ctx.db, "resource", [resource.id], open?.number ?? Math.max(1, resource.version));
  const at: ResourceStep = step === "sobre" || step === "publicar" ? step : "que";
  return {
    step: at,
    resource: { id: resource.id, slug: resource.slug, title: content.title || resource.title, kind: content.kind, state: resource.state, version: resource.version },
    open: open ? { number: open.number, state: open.state, note: open.note, decision_note: open.decision_note, seen: open.updated_at } : null,
    values: formValues(content),
    about: at === "sobre" ? await aboutOptions(ctx, content) : null,
    files,
    missing: at === "publicar" ? missingOf(content, files.length) : [],
    reviewedBy: at === "publicar" ? await reviewersOf(ctx, content) : [],
  };
}
export type EditPage = Awaited<ReturnType<typeof editPage>>;

const ON_STEP_TWO = new Set(["authors", "node_ids", "circle_id", "school_ids"]);

function missingOf(content: ResourceContent, files: number) {
  return Object.entries(sentences(missingIn(content, files))).map(([field, says]) => ({ field, says, step: ON_STEP_TWO.has(field) ? ("sobre" as const) : undefined }));
}

/** The nodes that will look at it before it is published, of this actor. */
async function reviewersOf(ctx: Ctx & { actor: Actor }, { node_ids, visibility }: ResourceContent): Promise<string[]> {
  if (visibility === "circle") return [];
  const { nodes } = await aboutOptions(ctx, { school_ids: [], node_ids, circle_id: null, specialty_ids: [] });
  const curated = (id: string) => ctx.actor.admin || (ctx.actor.rights[id]?.includes("edit_repository") ?? false);
  return nodes.filter((node) => node.reviews && node_ids.includes(node.id) && !curated(node.id)).map((node) => node.name);
}

/** The answer to whatever was posted; a submission where it was refused. */
export async function actOnDraft(ctx: Ctx & { actor: Actor }, resource: StandingResource, form: FormData) {
  const act = form.get("act");
  const { id, slug } = resource;
  const seen = String(form.get("seen") ?? "");
  if (act === "about" && wantsSchools(form)) return withSchools(ctx, form);
  if (act === "what" || act === "about") {
    const parsed = act === "what" ? parseForm(form, WhatInput) : parseForm(form, AboutInput);
    if (!parsed.ok) return { submission: parsed.submission };
    const patch = act === "what" ? whatPatch(parsed.value as WhatInput) : aboutPatch(parsed.value as AboutInput);
    return orNewer(ctx, id, form, async () => {
      await saveDraft(ctx, id, patch, { seen });
      // A new title of what nobody has read yet brings a new address.
      const current = (await findResource(ctx.db, id))?.slug ?? slug;
      return redirectWithFlash(paths.resourceEdit(current, act === "what" ? "sobre" : "publicar"), "Guardado.");
    });
  }
  if (form.has("hacer")) {
    const said = await actOnAttachments(ctx, form, { kind: "resource", id });
    if (said === null) throw notFound();
    return redirectWithFlash(paths.resourceEdit(slug, "publicar"), said);
  }
  return keepOrPublish(ctx, resource, form, act);
}

async function keepOrPublish(ctx: Ctx & { actor: Actor }, { id, slug, kind }: StandingResource, form: FormData, act: FormDataEntryValue | null) {
  if (act === "publish") {
    const done = await publishDraft(ctx, id, { note: String(form.get("note") ?? "") });
    const current = (await findResource(ctx.db, id)) ?? { kind, slug };
    const said = done === "published" ? "Publicado. ¡Gracias por compartir!" : "Quedó en revisión: te avisaremos por correo cuando alguien del nodo lo mire.";
    return redirectWithFlash(paths.work(current), said);
  }
  if (act === "take-back") {
    await takeBack(ctx, id);
    return redirectWithFlash(paths.workEdit({ kind, slug }), "Volvió a ser un borrador: puedes seguir editando.");
  }
  if (act === "discard") {
    const { remains } = await discardDraft(ctx, id);
    return redirectWithFlash(remains ? paths.work({ kind, slug }) : paths.ownResources(), "Descartamos el borrador.");
  }
  if (act === "archive") {
    await archiveResource(ctx, id);
    return redirectWithFlash(paths.work({ kind, slug }), "Quedó archivado: ya no aparece en listas ni búsquedas.");
  }
  if (act === "restore") {
    await restoreResource(ctx, id);
    return redirectWithFlash(paths.work({ kind, slug }), "Volvió al repositorio.");
  }
  throw new Response(null, { status: 400 });
}
