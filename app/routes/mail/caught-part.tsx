import { findMail } from "#app/domain/mail/mail-lists.repo.server.ts";
import { readMail } from "#app/domain/mail/read-mail.server.ts";
import { loaderWith } from "#app/http/route.server.ts";

/**
 * The message may show itself and be clicked; it runs nothing (no script source is allowed), sends nothing, loads nothing and has no origin.
 * allow-scripts is there all the same: without it a checker of accessibility cannot look into the frame, and waits for ever.
 */
const MESSAGE_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-scripts allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'";

/** Parts of a caught mail: its HTML for the frame, and the files that a mail program would save. */
export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => {
  const row = ctx.deployment.demo ? await findMail(ctx.db, params.id ?? "") : undefined;
  if (!row?.raw) throw nothing();
  if (params.part === "original.eml") return download(row.raw, "message/rfc822", "original.eml");
  const mail = await readMail(row.raw);
  if (params.part === "invite.ics" && mail.attachment !== null) return download(mail.attachment, "text/calendar; charset=utf-8", "invite.ics");
  if (params.part !== "html") throw nothing();
  // Links lead the whole window, not the frame.
  const html = mail.html.replace("<head>", '<head><base target="_top">');
  return new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": MESSAGE_CSP } });
});

/** A route without a page has no page for its errors either. */
function nothing(): Response {
  return new Response("No encontramos este correo.\n", { status: 404, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}

function download(content: string, type: string, name: string): Response {
  return new Response(content, { headers: { "Content-Type": type, "Content-Disposition": `attachment; filename="${name}"` } });
}
