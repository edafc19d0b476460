import { redirect } from "@remix-run/node";

export interface Flash {
  kind: "ok" | "warn" | "error";
  text: string;
}

const NAME = "nodos_flash";

/** Redirects (303) to a page that shows `flash` once. Set other cookies through `headers`. */
export function redirectWithFlash(to: string, flash: Flash | string, headers: [string, string][] = []): Response {
  const all = new Headers(headers);
  all.append("Set-Cookie", flashCookie(flash));
  return redirect(to, { status: 303, headers: all });
}

/** Set-Cookie for what the next page says once. */
export function flashCookie(flash: Flash | string): string {
  const value = Buffer.from(JSON.stringify(typeof flash === "string" ? { kind: "ok", text: flash } : flash)).toString("base64url");
  return `${NAME}=${value}; Path=/; Max-Age=120; HttpOnly; SameSite=Lax`;
}

/** The flash of this request, and the header that takes it away. */
export function takeFlash(request: Request): { flash: Flash | null; clear: [string, string][] } {
  const match = new RegExp(`(?:^|;\\s*)${NAME}=([A-Za-z0-9_-]+)`).exec(request.headers.get("Cookie") ?? "");
  if (!match?.[1]) return { flash: null, clear: [] };
  const clear: [string, string][] = [["Set-Cookie", `${NAME}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`]];
  try {
    const found = JSON.parse(Buffer.from(match[1], "base64url").toString("utf8")) as Partial<Flash>;
    const known = found.kind === "ok" || found.kind === "warn" || found.kind === "error";
    return { flash: known && typeof found.text === "string" ? { kind: found.kind as Flash["kind"], text: found.text } : null, clear };
  } catch {
    return { flash: null, clear };
  }
}
