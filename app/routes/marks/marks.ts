/** «Guardar» and «Me sirvió»: one button each, on the page of a work. */
import { notFound } from "#app/domain/errors.ts";
import { MarkInput } from "#app/domain/marks/mark.ts";
import { setMark } from "#app/domain/marks/marks.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { wayBack } from "../identity/enter.server.ts";
import { subjectOfPage } from "../resources/subject-of-page.server.ts";

/** Nothing to read here. */
export const loader = loaderWith({ who: "anyone" }, async () => {
  throw notFound();
});

const SAID = {
  saved: { "1": "Quedó entre tus guardados.", "0": "Ya no está entre tus guardados." },
  useful: { "1": "¡Gracias! Le ayuda a quienes lo hicieron y a quienes buscan.", "0": "Quitaste tu «Me sirvió»." },
} as const;

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => subjectOfPage(ctx, params.slug) }, async ({ ctx, params, form }) => {
  const parsed = parseForm(form, MarkInput);
  // There is no page here to say it on, and no way to it but a form that was tampered with.
  if (!parsed.ok) return new Response(null, { status: 422 });
  const input = parsed.value;
  const slug = params.slug ?? "";
  await setMark(ctx, slug, input.kind, input.on === "1");
  const work = await subjectOfPage(ctx, slug);
  // A person who saved from a list stays in it.
  return redirectWithFlash(input.back ? wayBack(input.back) : `${paths.work(work)}#marcas`, SAID[input.kind][input.on]);
});
