import type { Deployment } from "#app/domain/context.ts";

/** `__Host-` binds the cookie to this host over https; browsers refuse it on plain http, where the demo runs. */
function cookieName(deployment: Deployment): string {
  return deployment.publicUrl.startsWith("https:") ? "__Host-nodos" : "nodos";
}

/** The raw session id in a Cookie header, or null. */
export function sessionIdFrom(cookieHeader: string | null | undefined, deployment: Deployment): string | null {
  const match = new RegExp(`(?:^|;\\s*)${cookieName(deployment)}=([a-z0-9]{20,80})(?:;|$)`).exec(cookieHeader ?? "");
  return match?.[1] ?? null;
}

/** Set-Cookie for a session that lasts until `until` (unless renewed). */
export function sessionCookie(deployment: Deployment, id: string, until: Date): string {
  return `${cookieName(deployment)}=${id}; Path=/; Expires=${until.toUTCString()}; HttpOnly; SameSite=Lax${secure(deployment)}`;
}

export function endedSessionCookie(deployment: Deployment): string {
  return `${cookieName(deployment)}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure(deployment)}`;
}

const secure = (deployment: Deployment) => (deployment.publicUrl.startsWith("https:") ? "; Secure" : "");
