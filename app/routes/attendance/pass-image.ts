import { loaderWith } from "#app/http/route.server.ts";
import { passOf } from "./pass-access.server.ts";

/** The same code as a picture to keep in the phone. */
export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => {
  const { png } = await passOf(ctx, params.token);
  return new Response(new Uint8Array(png()), { headers: { "Content-Type": "image/png", "Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow" } });
});
