import { data, type HeadersFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CODE_REFUSED, CodeForm } from "#app/components/code-form.tsx";
import { EventWhen } from "#app/components/event-when.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { CodeInput, codeOpen, modesOf } from "#app/domain/attendance/attendance.ts";
import { enterCodeByToken } from "#app/domain/attendance/door-code.server.ts";
import { isDomainError, notFound } from "#app/domain/errors.ts";
import { findInvitationByToken } from "#app/domain/invitations/invitations.repo.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Notice } from "#app/ui/flash.tsx";
import { Page } from "#app/ui/layout.tsx";

export { workSheet as links } from "#app/components/sheets.ts";

export const meta = () => [...pageMeta("Llegué"), { name: "robots", content: "noindex, nofollow" }];

/** The address is a key: it is told to nobody. */
export const headers: HeadersFunction = () => ({ "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "private, no-store" });

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => {
  const token = params.token ?? "";
  const found = await findInvitationByToken(ctx.db, ctx.deployment.secret, token);
  if (!found || found.invitation.removed_at || found.event.all_day) throw notFound();
  const { event, invitation } = found;
  return { token, name: invitation.name || invitation.email, event: { ...event, author_name: null }, modes: modesOf(event), open: codeOpen(event, ctx.now) };
});

export const action = actionWith({ who: "anyone" }, async ({ ctx, params, form, ip }) => {
  const token = params.token ?? "";
  const found = await findInvitationByToken(ctx.db, ctx.deployment.secret, token);
  if (!found || found.invitation.removed_at) throw notFound();
  const parsed = parseForm(form, CodeInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  const { code, mode } = parsed.value;
  try {
    const state = await enterCodeByToken(ctx, token, { code, mode, ip });
    return redirectWithFlash(paths.answerLink(token), state === "done" ? "¡Te damos la bienvenida! Tu llegada quedó registrada." : "Tu llegada ya estaba registrada.");
  } catch (error) {
    if (isDomainError(error) && error.code === "conflict")
      return redirectWithFlash(paths.enterCodeByLink(token), { kind: "warn", text: CODE_REFUSED[error.reason ?? ""] ?? "Prueba de nuevo." });
    throw error;
  }
});

export default function EnterCodeByLinkPage() {
  const { event, modes, open, name, token } = useLoaderData<typeof loader>();
  return (
    <Page title="Llegué" eyebrow={<a href={paths.answerLink(token)}>{event.title}</a>} lead={<EventWhen event={event} />} width="narrow">
      <p>
        Registras la llegada de <strong>{name}</strong>.
      </p>
      {open === "open" ? (
        <CodeForm modes={modes} code="" />
      ) : (
        <Notice kind="info">
          <p>{open === "early" ? CODE_REFUSED.code_early : CODE_REFUSED.code_late}</p>
        </Notice>
      )}
    </Page>
  );
}
