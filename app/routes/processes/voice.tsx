import type { HeadersFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { ProcessSheet } from "#app/components/process-sheet.tsx";
import { kindOf } from "#app/domain/governance/kinds.server.ts";
import { voiceOf } from "#app/domain/processes/by-link.server.ts";
import { processFrame } from "#app/domain/processes/process-page.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { actFromForm } from "./process-acts.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { circleSheet as links } from "#app/components/sheets.ts";

export const meta = () => [...pageMeta("Te toca hablar"), { name: "robots", content: "noindex, nofollow" }];
export const handle = { scripts: ["/js/event-print.js"] };

/** The address is a key: it is told to nobody. */
export const headers: HeadersFunction = () => ({ "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "private, no-store" });

/** Shows and changes nothing: mail scanners open every link. */
export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => {
  const token = params.token ?? "";
  const { row, person, round } = await voiceOf(ctx, token);
  const frame = await processFrame(ctx, kindOf(row.kind), row, { actor: person, linkRound: round, to: paths.voiceLink(token) });
  return { frame, name: person.name, over: round !== row.round };
});

export const action = actionWith({ who: "anyone" }, async ({ ctx, params, form }) => {
  const token = params.token ?? "";
  const { row, person, round } = await voiceOf(ctx, token);
  return actFromForm({ ...ctx, actor: person }, row, form, { to: paths.voiceLink(token), linkRound: round });
});

export default function VoiceRoute() {
  const { frame, name, over } = useLoaderData<typeof loader>() as Loaded;
  return <ProcessSheet frame={frame} link={{ name, over }} />;
}
