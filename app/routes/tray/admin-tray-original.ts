import { notFound } from "#app/domain/errors.ts";
import { isId } from "#app/domain/events/event.ts";
import { originalOf } from "#app/domain/replies/tray.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { originalFile } from "./original.server.ts";

export const loader = loaderWith({ who: "admin" }, async ({ ctx, params }) => {
  if (!params.mail || !isId(params.mail)) throw notFound();
  return originalFile(await originalOf(ctx, "nobody", params.mail));
});
