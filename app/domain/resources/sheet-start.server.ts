/** How the sheet of an experience begins: anew, or as an adaptation of another work. */
import { type Ctx, signedIn } from "#app/domain/context.ts";
import { findNodeBySlug } from "#app/domain/nodes/nodes.repo.server.ts";
import { liveContent, startResource } from "./drafting.server.ts";
import { nodesOfReader } from "./resource.policy.ts";
import type { Licence, ResourceContent } from "./resource.ts";
import { findVisible, type StandingResource } from "./resources.repo.server.ts";

/** Licences that let somebody publish a changed text. */
export const adaptable = (licence: string): boolean => licence !== "reserved" && !licence.includes("-ND");

/** What an adaptation comes from, if the actor may see it and it stands. */
export async function offeredOrigin(ctx: Ctx, slug: string | null): Promise<StandingResource | null> {
  if (!slug) return null;
  const origin = await findVisible(ctx.db, ctx.actor, { slug });
  return origin && (origin.state === "published" || origin.state === "archived") ? origin : null;
}

interface Start {
  id: string;
  title: string;
  summary: string;
  copy?: string | undefined;
}

/** With its writer and their school as authors; of an adaptation, with the words it begins from where its licence allows that. */
export async function beginExperience(ctx: Ctx, input: Start, { from, node }: { from: string | null; node: string | null }): Promise<{ id: string; slug: string }> {
  const actor = signedIn(ctx);
  const origin = await offeredOrigin(ctx, from);
  const copied = origin && input.copy && adaptable(origin.licence) ? copiedFrom(await liveContent(ctx, origin)) : {};
  const named = node ? await findNodeBySlug(ctx.db, node) : undefined;
  return startResource(ctx, {
    id: input.id,
    content: {
      ...copied,
      kind: "experience",
      title: input.title,
      summary: input.summary,
      authors: [{ name: actor.name, person_id: actor.id }],
      school_ids: actor.establishmentId ? [actor.establishmentId] : [],
      node_ids: named && nodesOfReader(actor).includes(named.id) ? [named.id] : [],
      adapted_from_id: origin?.id ?? null,
      ...(origin ? { licence: sharedAlike(origin.licence) } : {}),
    },
  });
}

const copiedFrom = ({ sections, specialty_ids, levels, tags, objectives, language }: ResourceContent): Partial<ResourceContent> => ({
  ...{ sections, specialty_ids, levels, tags, objectives, language },
});

/** What came under "share alike" goes on under it. */
function sharedAlike(licence: string): Licence {
  return licence === "CC-BY-NC-SA-4.0" ? "CC-BY-NC-SA-4.0" : "CC-BY-SA-4.0";
}
