import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { ProcessSheet } from "#app/components/process-sheet.tsx";
import { notFound } from "#app/domain/errors.ts";
import { kindOf } from "#app/domain/governance/kinds.server.ts";
import { processFrame } from "#app/domain/processes/process-page.server.ts";
import { findProcess } from "#app/domain/processes/processes.repo.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { isId } from "#db/ids.ts";
import { actFromForm } from "./process-acts.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { circleSheet as links } from "#app/components/sheets.ts";

export const meta = ({ data: found }: { data: Loaded | undefined }) => [...pageMeta(found ? found.page.process.title : "Decisión"), { name: "robots", content: "noindex" }];
export const handle = { scripts: ["/js/event-print.js"] };

/** For the circle, who conducts, whom it is about and administration; to all others it does not exist. */
export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const row = await rowOf(ctx, params.id);
  return processFrame(ctx, kindOf(row.kind), row, { actor: ctx.actor, to: paths.process(row.id) });
});

async function rowOf(ctx: Parameters<typeof actFromForm>[0], id: string | undefined) {
  const row = id && isId(id) ? await findProcess(ctx.db, id) : null;
  if (!row) throw notFound();
  return row;
}

/** Who may act is decided with the process held (actOn): not_found to whom it does not exist, before anything else. */
export const action = actionWith({ who: "signed_in" }, async ({ ctx, params, form }) => {
  const row = await rowOf(ctx, params.id);
  await processFrame(ctx, kindOf(row.kind), row, { actor: ctx.actor, to: paths.process(row.id) });
  return actFromForm(ctx, row, form, { to: paths.process(row.id) });
});

export default function ProcessRoute() {
  return <ProcessSheet frame={useLoaderData<typeof loader>() as Loaded} />;
}
