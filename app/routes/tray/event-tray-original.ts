import { notFound } from "#app/domain/errors.ts";
import { isId } from "#app/domain/events/event.ts";
import { originalOf } from "#app/domain/replies/tray.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { managedEvent } from "#app/routes/events/event-access.server.ts";
import { originalFile } from "./original.server.ts";

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const event = await managedEvent(ctx, params.id);
  if (!params.mail || !isId(params.mail)) throw notFound();
  return originalFile(await originalOf(ctx, { eventId: event.id, seriesId: event.series_id }, params.mail));
});
