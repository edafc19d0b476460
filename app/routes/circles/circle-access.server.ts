/** What the loaders and actions of a circle's pages share. */
import type { CircleFrameData } from "#app/components/circle-frame.tsx";
import { canReadLogbook, canRun, canSeeInside, canSeeNames } from "#app/domain/circles/circle.policy.ts";
import { type CircleRow, findCircle } from "#app/domain/circles/circles.repo.server.ts";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { forbidden, isDomainError, notFound } from "#app/domain/errors.ts";
import { hasVoice } from "#app/domain/rights.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { CIRCLE_REFUSALS } from "#app/i18n/circle-words.ts";

/** The circle of the address, closed ones too, and what its frame shows to this reader. One query. */
export async function circleOfPage(ctx: Ctx, id: string | undefined): Promise<{ circle: CircleRow; frame: CircleFrameData }> {
  const circle = await findCircle(ctx.db, id ?? "");
  if (!circle) throw notFound();
  return { circle, frame: frameOf(ctx.actor, circle) };
}

/** The same, for pages of what a circle talks about: to all others they do not exist. */
export async function circleInside(ctx: Ctx, id: string | undefined): Promise<{ circle: CircleRow; frame: CircleFrameData }> {
  const found = await circleOfPage(ctx, id);
  if (!found.frame.inside) throw notFound();
  return found;
}

/** The same, for pages of whoever runs it: forbidden to all others. */
export async function circleToRun(ctx: Ctx, id: string | undefined): Promise<{ circle: CircleRow; frame: CircleFrameData }> {
  const found = await circleOfPage(ctx, id);
  if (!found.frame.runs) throw forbidden();
  return found;
}

function frameOf(actor: Actor | null, circle: CircleRow): CircleFrameData {
  const { node_slug, node_name, node_colour, node_glyph } = circle;
  return {
    id: circle.id,
    name: circle.name,
    node: node_slug !== null && node_name !== null ? { slug: node_slug, name: node_name, colour: node_colour ?? 1, glyph: node_glyph ?? "" } : null,
    parent: circle.parent_id && circle.parent_name ? { id: circle.parent_id, name: circle.parent_name } : null,
    top: circle.top === 1,
    closed: circle.closed_at !== null,
    members: circle.members,
    inside: canSeeInside(actor, circle),
    runs: canRun(actor, circle) && circle.closed_at === null,
    speaks: hasVoice(actor, circle.id),
    names: canSeeNames(actor, circle),
    readsLogbook: canReadLogbook(actor, circle),
  };
}

/** An act that the state of things did not allow, said kindly on the page it came from; all other errors go on. */
export function refusedKindly(error: unknown, back: string): Response {
  const text = isDomainError(error) && error.code === "conflict" ? CIRCLE_REFUSALS[error.reason ?? ""] : undefined;
  if (text === undefined) throw error;
  return redirectWithFlash(back, { kind: "warn", text });
}
