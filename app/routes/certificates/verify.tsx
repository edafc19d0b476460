import { type HeadersFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { verifyCertificate } from "#app/domain/certificates/certificates.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { durationWords, eventWhen, longDate } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { Facts } from "#app/ui/card.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Page } from "#app/ui/layout.tsx";

export const meta = () => [...pageMeta("Comprobar un certificado"), { name: "robots", content: "noindex, nofollow" }];

export const headers: HeadersFunction = () => ({ "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "private, no-store" });

/** Says whether the paper is true, and no more than it must. */
export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => {
  const found = await verifyCertificate(ctx, params.code ?? "");
  if (found.code !== params.code) throw redirect(paths.certificate(found.code));
  const zone = isZone(found.zone) ? found.zone : MAIN_ZONE;
  return {
    network: ctx.deployment.networkName,
    name: found.name,
    meeting: found.meeting,
    when: eventWhen({ starts_at: found.starts_at, ends_at: found.ends_at, zone }),
    duration: durationWords(found.minutes),
    signer: `${found.signer_name}, ${found.signer_role}`,
    issued: longDate(found.issued_at, zone),
    revoked: found.revoked_at && longDate(found.revoked_at, zone),
    code: found.code,
  };
});

export default function VerifyCertificatePage() {
  const { network, name, meeting, when, duration, signer, issued, revoked, code } = useLoaderData<typeof loader>();
  return (
    <Page title={revoked ? "Este certificado ya no vale" : "El certificado es verdadero"} eyebrow={`Certificado ${code}`} width="narrow">
      {revoked ? (
        <Notice kind="warn">
          <p>{`${network} lo emitió el ${issued} y lo anuló el ${revoked}. Si hay uno que lo corrige, tiene otro código.`}</p>
        </Notice>
      ) : (
        <Notice kind="ok">
          <p>{`${network} lo emitió el ${issued}. Compara estos datos con los del papel.`}</p>
        </Notice>
      )}
      <Facts
        layout="stacked"
        facts={[
          { term: "Nombre", detail: name },
          { term: "Reunión", detail: meeting },
          { term: "Cuándo", detail: when, icon: "clock" },
          { term: "Duración", detail: duration },
          { term: "Firma", detail: signer },
        ]}
      />
    </Page>
  );
}
