/** What the pages of entering share. */

import { data, redirect } from "@remix-run/node";
import type { Ctx } from "#app/domain/context.ts";
import { isDomainError } from "#app/domain/errors.ts";
import type { MailedLink } from "#app/domain/identity/mailed-links.server.ts";
import type { Entered, From } from "#app/domain/identity/people.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { sessionCookie } from "#app/http/session-cookie.server.ts";
import { paths } from "#app/paths.ts";

export function fromOf(request: Request, ip: string): From {
  return { ip, userAgent: request.headers.get("User-Agent") ?? "" };
}

/** Gives the browser its session and goes on. */
export function enteredResponse(ctx: Ctx, { session }: Entered, to: string, flash: string): Response {
  return redirectWithFlash(to, flash, [["Set-Cookie", sessionCookie(ctx.deployment, session.id, session.until)]]);
}

/** `?volver=` if it is one of our own pages, else the front page. */
export function wayBack(value: FormDataEntryValue | null): string {
  if (typeof value !== "string" || !value.startsWith("/") || value.length > 1000) return paths.home();
  const here = "http://nodos.invalid";
  try {
    const url = new URL(value, here);
    const path = url.pathname + url.search;
    return url.origin === here && !path.startsWith("//") && url.pathname !== paths.signOut() ? path : paths.home();
  } catch {
    return paths.home();
  }
}

/** The page of a mailed link: found and usable, or said kindly with the status that programs understand. */
export function linkPage(ctx: Ctx, link: Pick<MailedLink, "state">) {
  const status = link.state === "usable" ? 200 : link.state === "unknown" ? 404 : 410;
  return data({ state: link.state, signedIn: ctx.actor !== null }, { status });
}

/** Runs the act of a mailed link. When it was used or has ended, its page is shown again and says so. */
export async function deadLinkOr(request: Request, act: () => Promise<Response>): Promise<Response> {
  try {
    return await act();
  } catch (error) {
    if (isDomainError(error) && error.code === "gone") return redirect(new URL(request.url).pathname, 303);
    throw error;
  }
}
