/** A certificate of attendance: one sheet, landscape, to be hung on a wall and checked by its code. */
import { COLOURS, type Pdf } from "./page.server.ts";
import { renderPdf } from "./pdf.server.ts";

export interface CertificateProps {
  network: string;
  name: string;
  establishment: string | null;
  /** «la sesión territorial» */
  kind: string;
  meeting: string;
  /** «el sábado 5 de diciembre de 2026» */
  when: string;
  /** «en el Liceo Industrial, Antofagasta», «por videollamada» */
  where: string | null;
  /** «1 hora y 30 minutos» */
  duration: string;
  signer: { name: string; role: string; image: Buffer | null };
  code: string;
  verifyUrl: string;
  /** «sábado 5 de diciembre de 2026» */
  issued: string;
  issuedAt: string;
}

const MARGIN = 64;

export function certificatePdf(props: CertificateProps): Promise<Buffer> {
  const options = { title: `Certificado de ${props.name}`, author: props.network, created: props.issuedAt, layout: "landscape", margin: MARGIN, footer: null } as const;
  return renderPdf(options, (pdf) => {
    frame(pdf);
    pdf.y = 104;
    mark(pdf);
    pdf.paragraph(props.network, { size: 12, bold: true, colour: COLOURS.accent, align: "center", after: 14 });
    pdf.paragraph("Certificado de participación", { size: 30, bold: true, align: "center", tag: "H1", after: 14 });
    pdf.paragraph("Se certifica que", { size: 12, soft: true, align: "center", after: 6 });
    pdf.paragraph(props.name, { size: props.name.length > 44 ? 19 : 26, bold: true, align: "center", after: props.establishment ? 2 : 10 });
    if (props.establishment) pdf.paragraph(props.establishment, { size: 13, soft: true, align: "center", after: 16 });
    said(pdf, props);
    signature(pdf, props);
    proof(pdf, props);
  });
}

function said(pdf: Pdf, { kind, meeting, when, where, duration }: CertificateProps): void {
  const width = Math.min(560, pdf.width);
  const place = where === null ? "" : `, ${where}`;
  pdf.paragraph(
    [{ text: `participó en ${kind} ` }, { text: `«${meeting}»`, bold: true }, { text: `, ${when}${place}, con una duración de ` }, { text: duration, bold: true }, { text: "." }],
    {
      size: 13,
      align: "center",
      x: pdf.left + (pdf.width - width) / 2,
      width,
    },
  );
}

/** A double line and, in its corners, the copper of the house. */
function frame(pdf: Pdf): void {
  const { width, height } = pdf.doc.page;
  pdf.decoration(() => {
    pdf.doc.rect(0, 0, width, height).fill(COLOURS.tint);
    pdf.doc
      .rect(28, 28, width - 56, height - 56)
      .lineWidth(1.5)
      .stroke(COLOURS.accent);
    pdf.doc
      .rect(34, 34, width - 68, height - 68)
      .lineWidth(0.5)
      .stroke(COLOURS.line);
  });
}

/** The mark: a line with three joined dots. */
function mark(pdf: Pdf): void {
  const x = pdf.doc.page.width / 2;
  const { y } = pdf;
  pdf.decoration(() => {
    pdf.doc
      .moveTo(x, y - 26)
      .lineTo(x, y - 2)
      .lineWidth(2)
      .stroke(COLOURS.accent);
    for (const at of [-26, -14, -2]) pdf.doc.circle(x, y + at, 3.6).fill(COLOURS.accent);
  });
  pdf.y = y + 12;
}

const FOOT = 118;
const SIGNED_WIDTH = 230;

function signature(pdf: Pdf, { signer }: CertificateProps): void {
  const { doc } = pdf;
  const x = (doc.page.width - SIGNED_WIDTH) / 2;
  const line = doc.page.height - FOOT;
  if (signer.image) {
    const { image } = signer;
    pdf.mark("Figure", () => doc.image(image, x + 15, line - 66, { fit: [SIGNED_WIDTH - 30, 62], align: "center", valign: "bottom" }), { alt: `Firma de ${signer.name}` });
  }
  pdf.decoration(() => {
    doc
      .moveTo(x, line)
      .lineTo(x + SIGNED_WIDTH, line)
      .lineWidth(0.75)
      .stroke(COLOURS.soft);
  });
  pdf.y = line + 6;
  pdf.paragraph(signer.name, { size: 12, bold: true, align: "center", after: 1 });
  pdf.paragraph(signer.role, { size: 10, soft: true, align: "center" });
}

const QR = 74;

function proof(pdf: Pdf, { code, verifyUrl, issued }: CertificateProps): void {
  const { doc } = pdf;
  const x = doc.page.width - MARGIN - QR + 8;
  const y = doc.page.height - MARGIN - QR - 4;
  pdf.qr(verifyUrl, { x, y, size: QR }, `Código para comprobar el certificado: ${code}`);
  pdf.y = doc.page.height - MARGIN - 46;
  pdf.paragraph(`Emitido el ${issued}`, { size: 8.5, soft: true, x: MARGIN - 8, width: 210, after: 1 });
  pdf.paragraph([{ text: "Código " }, { text: code, bold: true }], { size: 8.5, x: MARGIN - 8, width: 210, after: 1 });
  pdf.paragraph([{ text: verifyUrl.replace(/^https?:\/\//, ""), link: verifyUrl }], { size: 7.5, x: MARGIN - 8, width: 210 });
}
