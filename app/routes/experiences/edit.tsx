import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { PartForm, SheetProgress } from "#app/components/sheet-form.tsx";
import { SheetReview } from "#app/components/sheet-review.tsx";
import { WhoForm } from "#app/components/sheet-who.tsx";
import { saveSheetPart, sheetDraft } from "#app/domain/resources/sheet.server.ts";
import { isDone, isWritten, markOf, nextPart, partLabel, SHEET_PARTS, sheetPart, wordsOfPart } from "#app/domain/resources/sheet.ts";
import { whoOf } from "#app/domain/resources/sheet-who.repo.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { typedValues } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { time } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { Page } from "#app/ui/layout.tsx";
import { actOnReview, reviewOf } from "./review.server.ts";
import { readPart } from "./sheet-form.server.ts";

import { saveWho } from "./who.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { experienceSheet as links } from "#app/components/sheets.ts";
export const handle = { scripts: ["/js/autosave.js", "/js/event-search.js"] };

export const meta = ({ data: page }: { data: Loaded | undefined }) => (page ? pageMeta(`${partLabel(page.part)}: ${page.title || "experiencia"}`) : []);

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const { resource, content, open } = await sheetDraft(ctx, params.slug);
  const part = open?.state === "in_review" ? "revisar" : sheetPart(url.searchParams.get("parte"));
  return {
    slug: resource.slug,
    title: content.title,
    part,
    done: SHEET_PARTS.filter((each) => isDone(each, content)),
    written: isWritten(part)
      ? {
          part,
          seen: markOf(wordsOfPart(part, content)),
          stored: { title: content.title, summary: content.summary, body: part === "inicio" ? "" : (content.sections[part] ?? "") },
        }
      : null,
    who: part === "quienes" ? await whoOf(ctx, content) : null,
    review: part === "revisar" ? await reviewOf(ctx, { resource, content, open }) : null,
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => sheetDraft(ctx, params.slug) }, async ({ ctx, params, form, url }) => {
  const slug = params.slug ?? "";
  const part = sheetPart(url.searchParams.get("parte"));
  if (part === "revisar") return actOnReview(ctx, slug, form);
  if (part === "quienes") return saveWho(ctx, slug, form);
  const read = readPart(part, form);
  if (!read.ok) return data(read.submission, { status: 422 });
  const saved = await saveSheetPart(ctx, slug, part, read.value, String(form.get("seen") ?? ""));
  if (!saved.saved) return data({ errors: {}, values: typedValues(form), conflict: { theirs: saved.theirs, seen: saved.seen } }, { status: 409 });
  return redirectWithFlash(paths.experienceEdit(slug, nextPart(part)), `Guardado a las ${time(ctx.now)}.`);
});

export default function EditExperiencePage() {
  const { slug, title, part, done, written, who, review }: Loaded = useLoaderData<typeof loader>();
  return (
    <Page title={partLabel(part)} eyebrow={<a href={paths.experience(slug)}>{title || "Experiencia sin título"}</a>} width="narrow">
      <SheetProgress slug={slug} part={part} done={done} />
      {written && <PartForm key={part} slug={slug} {...written} />}
      {who && <WhoForm slug={slug} {...who} />}
      {review && <SheetReview slug={slug} {...review} />}
    </Page>
  );
}
