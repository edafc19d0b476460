import { csvFile } from "#app/components/event-answer-words.ts";
import { listForTable } from "#app/domain/calls/applications.repo.server.ts";
import { APPLICATION_STATES } from "#app/domain/calls/call.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { instantToWall, isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { absolute, paths } from "#app/paths.ts";
import { organisedCall } from "./call-access.server.ts";

/** All that was sent in, with the answers, for a spreadsheet. Whoever assesses without knowing who it is gets it without names too. */
export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const call = await organisedCall(ctx, params.slug);
  const zone = isZone(call.zone) ? call.zone : MAIN_ZONE;
  const { questions, pages } = await listForTable(ctx.db, ctx.actor, call.id, ctx.now);
  const head = [
    "N.º",
    "Título",
    "Resumen",
    "Estado",
    "Enviada",
    "Persona",
    "Correo",
    "Establecimiento",
    "Comuna",
    "Equipo",
    "Experiencia",
    ...questions.map(({ label }) => label),
    "Dirección",
  ];
  const lines = pages.map((page) => [
    page.number,
    page.title,
    page.summary,
    APPLICATION_STATES[page.state],
    page.submitted_at ? instantToWall(page.submitted_at, zone).replace("T", " ") : null,
    page.who?.name ?? null,
    page.who?.email ?? null,
    page.school?.name ?? null,
    page.school?.comuna ?? null,
    page.team,
    page.work?.title ?? null,
    ...questions.map(({ id }) => [page.answers.find((each) => each.id === id)?.answer ?? ""].flat().join("; ")),
    absolute(ctx.deployment, paths.application(page.id)),
  ]);
  return new Response(csvFile([head, ...lines]), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="postulaciones-${call.slug}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
});
