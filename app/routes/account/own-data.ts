import { exportOwnData } from "#app/domain/identity/own-data.server.ts";
import { loaderWith } from "#app/http/route.server.ts";

/** A file to keep: everything about whoever asks. */
export const loader = loaderWith({ who: "signed_in" }, async ({ ctx }) => {
  const body = JSON.stringify(await exportOwnData(ctx), null, 2);
  return new Response(body, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": 'attachment; filename="mis-datos.json"',
      "Cache-Control": "no-store",
    },
  });
});
