import type { HeadersFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AgreementForm } from "#app/components/agreement-form.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { SaidInput } from "#app/domain/agreements/agreement.ts";
import { agreementByToken, sayByToken } from "#app/domain/agreements/agreements.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { longDate } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { Facts } from "#app/ui/card.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Page } from "#app/ui/layout.tsx";

export const meta = () => [...pageMeta("Un acuerdo a tu cargo"), { name: "robots", content: "noindex, nofollow" }];

/** The address is a key: it is told to nobody. */
export const headers: HeadersFunction = () => ({ "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "private, no-store" });

/** Shows and changes nothing: mail scanners open every link. */
export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => {
  const found = await agreementByToken(ctx, params.token ?? "");
  const zone = isZone(found.zone) ? found.zone : MAIN_ZONE;
  return {
    what: found.what,
    owner: found.owner,
    meeting: found.meeting,
    day: longDate(found.starts_at, zone),
    due: found.due_on && longDate(found.due_on),
    done: found.done_at && longDate(found.done_at, zone),
    comment: found.comment ?? "",
  };
});

export const action = actionWith({ who: "anyone", input: SaidInput }, async ({ ctx, params, input }) => {
  const token = params.token ?? "";
  await sayByToken(ctx, token, input);
  const words = { done: "¡Gracias! Quedó marcado como hecho.", undone: "Vuelve a estar pendiente.", comment: "Guardamos tu comentario." };
  return redirectWithFlash(paths.agreementLink(token), words[input.intent]);
});

export default function AgreementByLinkPage() {
  const { what, owner, meeting, day, due, done, comment } = useLoaderData<typeof loader>();
  return (
    <Page title={what} eyebrow={`Acuerdo a cargo de ${owner}`} width="narrow">
      {done && (
        <Notice kind="ok">
          <p>Hecho el {done}.</p>
        </Notice>
      )}
      <Facts
        facts={[
          { term: "Reunión", detail: meeting },
          { term: "Se acordó", icon: "calendar", detail: day },
          { term: "Para cuándo", icon: "clock", detail: due ?? "Sin fecha" },
        ]}
      />
      <AgreementForm done={done !== null} comment={comment} />
    </Page>
  );
}
