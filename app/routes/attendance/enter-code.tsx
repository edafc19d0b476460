import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CODE_REFUSED, CodeForm } from "#app/components/code-form.tsx";
import { EventWhen } from "#app/components/event-when.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { CodeInput, codeOpen, modesOf, plainCode } from "#app/domain/attendance/attendance.ts";
import { enterCode } from "#app/domain/attendance/door-code.server.ts";
import { isDomainError, notFound } from "#app/domain/errors.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { visibleEvent } from "#app/routes/events/event-access.server.ts";
import { Notice } from "#app/ui/flash.tsx";
import { Page } from "#app/ui/layout.tsx";

export { workSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Llegué");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const event = await visibleEvent(ctx, params.id);
  if (event.all_day || event.status === "draft") throw notFound();
  return { event: { ...event, author_name: null }, modes: modesOf(event), open: codeOpen(event, ctx.now), code: plainCode(url.searchParams.get("c") ?? "") };
});

export const action = actionWith({ who: "signed_in" }, async ({ ctx, params, form, ip }) => {
  const event = await visibleEvent(ctx, params.id);
  const parsed = parseForm(form, CodeInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  const { code, mode } = parsed.value;
  try {
    const state = await enterCode(ctx, event.id, { code, mode, ip });
    return redirectWithFlash(paths.event(event.id), state === "done" ? "¡Te damos la bienvenida! Tu llegada quedó registrada." : "Tu llegada ya estaba registrada.");
  } catch (error) {
    if (isDomainError(error) && error.code === "conflict")
      return redirectWithFlash(paths.enterCode(event.id), { kind: "warn", text: CODE_REFUSED[error.reason ?? ""] ?? "Prueba de nuevo." });
    throw error;
  }
});

export default function EnterCodePage() {
  const { event, modes, open, code } = useLoaderData<typeof loader>();
  return (
    <Page title="Llegué" eyebrow={<a href={paths.event(event.id)}>{event.title}</a>} lead={<EventWhen event={event} />} width="narrow">
      {open === "open" ? (
        <CodeForm modes={modes} code={code} />
      ) : (
        <Notice kind="info">
          <p>{open === "early" ? CODE_REFUSED.code_early : CODE_REFUSED.code_late}</p>
        </Notice>
      )}
    </Page>
  );
}
