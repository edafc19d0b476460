/** The period that the participation of a node is looked at in, from the address. */
import type { Ctx } from "#app/domain/context.ts";
import { forbidden } from "#app/domain/errors.ts";
import { canSeeParticipation } from "#app/domain/nodes/node.policy.ts";
import { nodeOfPage } from "./node-page.server.ts";

const DAY = 86_400_000;

export const PERIODS = [
  { value: "trimestre", days: 91, label: "Últimos tres meses", words: "en los últimos tres meses" },
  { value: "semestre", days: 182, label: "Últimos seis meses", words: "en los últimos seis meses" },
  { value: "ano", days: 365, label: "Último año", words: "en el último año" },
  { value: "dos-anos", days: 730, label: "Últimos dos años", words: "en los últimos dos años" },
] as const;

export function periodOf(url: URL, now: string) {
  const period = PERIODS.find((each) => each.value === url.searchParams.get("periodo")) ?? PERIODS[2];
  return { ...period, from: new Date(Date.parse(now) - period.days * DAY).toISOString(), to: now };
}

/** Which schools come is for whoever calls its meetings. */
export async function participationAccess(ctx: Ctx, slug: string, url: URL) {
  const found = await nodeOfPage(ctx, slug, url);
  if (!canSeeParticipation(ctx.actor, found.node.id)) throw forbidden();
  return found;
}
