import type { HeadersFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { MinutesDocument } from "#app/components/minutes-document.tsx";
import { stateOf } from "#app/domain/agreements/agreement.ts";
import { listAgreements } from "#app/domain/agreements/agreements.repo.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { isoDate, longDateTime } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Page } from "#app/ui/layout.tsx";
import { invitedMinutes } from "./invited-minutes.server.ts";

export const meta = () => [...pageMeta("Acta"), { name: "robots", content: "noindex, nofollow" }];
export const handle = { scripts: ["/js/event-print.js"] };

/** The address is a key: it is told to nobody. */
export const headers: HeadersFunction = () => ({ "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "private, no-store" });

/** For those who were invited, without an account. */
export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => {
  const { said, version, note, published_at, event_id } = await invitedMinutes(ctx, params.token);
  const zone = isZone(said.zone) ? said.zone : MAIN_ZONE;
  const standing = Object.fromEntries((await listAgreements(ctx.db, event_id)).map((each) => [each.id, stateOf(each, isoDate(ctx.now, zone))]));
  return {
    content: said,
    standing,
    lead: version > 1 && note ? `Versión ${version}: ${note}` : `Publicada el ${longDateTime(published_at, zone)}`,
    pdf: paths.minutesLinkPdf(params.token ?? ""),
  };
});

export default function MinutesByLinkPage() {
  const { content, standing, lead, pdf } = useLoaderData<typeof loader>();
  return (
    <Page
      title={`Acta: ${content.title}`}
      lead={lead}
      width="narrow"
      actions={
        <LinkButton to={pdf} kind="secondary" icon="download">
          Descargar PDF
        </LinkButton>
      }
    >
      <MinutesDocument content={content} standing={standing} />
    </Page>
  );
}
