import { openCertificate } from "#app/domain/certificates/certificates.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { durationWords, eventDays, longDate } from "#app/i18n/dates.ts";
import { eventKindWithArticle } from "#app/i18n/labels.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { absolute, paths } from "#app/paths.ts";
import { certificatePdf } from "#app/pdf/certificate.server.ts";
import { pdfResponse } from "#app/pdf/pdf.server.ts";

/** The sheet itself, made when it is asked for. */
export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params, url }) => {
  const { certificate, signature } = await openCertificate(ctx, params.code ?? "", url.searchParams.get("llave"));
  const zone = isZone(certificate.zone) ? certificate.zone : MAIN_ZONE;
  const { first, last } = eventDays({ starts_at: certificate.starts_at, ends_at: certificate.ends_at, zone });
  const bytes = await certificatePdf({
    network: ctx.deployment.networkName,
    name: certificate.name,
    establishment: certificate.establishment_name,
    kind: eventKindWithArticle(certificate.event_kind),
    meeting: certificate.event_title,
    when: first === last ? `el ${longDate(first)}` : `del ${longDate(first)} al ${longDate(last)}`,
    where: placeWords(certificate),
    duration: durationWords(certificate.minutes),
    signer: { name: certificate.signer_name, role: certificate.signer_role, image: signature ? Buffer.from(signature.image, "base64") : null },
    code: certificate.code,
    verifyUrl: absolute(ctx.deployment, paths.certificate(certificate.code)),
    issued: longDate(certificate.issued_at, zone),
    issuedAt: certificate.issued_at,
  });
  return pdfResponse(bytes, `certificado-${certificate.code}.pdf`, { "Referrer-Policy": "same-origin" });
});

function placeWords({ host_name, comuna_name }: { host_name: string | null; comuna_name: string | null }): string | null {
  const place = [host_name, comuna_name].filter(Boolean).join(", ");
  return place === "" ? null : `en ${place}`;
}
