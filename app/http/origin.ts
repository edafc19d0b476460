/**
 * True when a state-changing request may come from one of our own pages. Browsers send Origin on every POST: another site's is
 * refused. Programs (mail providers' one-click unsubscribe, scripts) send neither header and carry no cookie to abuse.
 */
export function sameOrigin(headers: { origin?: string; host?: string; "sec-fetch-site"?: string }, publicUrl: string): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return headers["sec-fetch-site"] === undefined || headers["sec-fetch-site"] === "same-origin" || headers["sec-fetch-site"] === "none";
  if (origin === new URL(publicUrl).origin) return true;
  try {
    return host !== undefined && new URL(origin).host === host;
  } catch {
    return false; // "null": a sandboxed frame or a page that hides its referrer
  }
}
