/** Small real files of the example: a PDF with words to find, a drawing, a table. */
import PDFDocument from "pdfkit";
import sharp from "sharp";

const PAGES: Record<string, string[]> = {
  "lista-para-la-visita.pdf": [
    "Antes de salir: zapatos de seguridad, lentes, casco, ropa de algodón de manga larga.",
    "Se queda en el bus: teléfonos, llaveros, anillos y todo lo metálico que no sea de protección.",
    "En la subestación: caminar por la huella amarilla, no apuntar con el brazo, preguntar primero a quien guía.",
    "Firma de quien acompaña y número de estudiantes.",
  ],
  "guia-tablero-domiciliario.pdf": [
    "1. Antes de empezar: corte de energía, candado y tarjeta. Nadie trabaja solo.",
    "2. Lista de materiales: gabinete de 12 módulos, riel DIN, protector termomagnético de 16 A, diferencial de 30 mA, barra de tierra, terminales de puntera.",
    "3. Montaje: fijar el riel, ordenar los protectores de izquierda a derecha, peinar los conductores por color.",
    "4. Pruebas: continuidad, aislación con megóhmetro, disparo del diferencial. Anotar cada medida en la pauta.",
    "5. Pauta de revisión entre pares: rotulado, apriete, radios de curvatura, limpieza.",
  ],
  "rubrica-servicio-de-mesa.pdf": [
    "Rúbrica de servicio de mesa para tercero medio.",
    "Mise en place: completa y a tiempo. Presentación personal. Trato con los comensales. Manipulación higiénica. Trabajo en equipo.",
    "Cada criterio va de 1 a 4, con un ejemplo observable en cada nivel.",
  ],
  "plan-de-riego.pdf": [
    "Unidad: riego por goteo en invernadero.",
    "Ocho semanas, cuatro horas por semana. Caudalímetro, cintas de goteo y tensiómetro.",
    "Evaluación: bitácora de riego y cálculo de la lámina de agua.",
  ],
};

export async function fileBytes(name: string, title: string): Promise<Buffer | string> {
  if (name.endsWith(".pdf")) return pdf(title, PAGES[name] ?? [title]);
  if (name.endsWith(".csv")) return CSV;
  return drawing();
}

function pdf(title: string, paragraphs: string[]): Promise<Buffer> {
  const document = new PDFDocument({ size: "LETTER", margin: 64, info: { Title: title } });
  const parts: Buffer[] = [];
  document.on("data", (part: Buffer) => parts.push(part));
  document.fontSize(22).text(title).moveDown();
  for (const paragraph of paragraphs) document.fontSize(12).text(paragraph).moveDown(0.7);
  return new Promise((resolve) => {
    document.on("end", () => resolve(Buffer.concat(parts)));
    document.end();
  });
}

const CSV = `elemento;cantidad;costo_referencial
Gabinete 12 módulos;8;14990
Termomagnético 16 A;24;3990
Diferencial 30 mA;8;18990
Riel DIN 1 m;8;2490
`;

/** The colours of the wires, as a poster for the workshop. */
async function drawing(): Promise<Buffer> {
  const wires = [
    ["#c4743c", "Fase"],
    ["#0a5678", "Fase"],
    ["#241b15", "Fase"],
    ["#f3eadc", "Neutro"],
    ["#4d7a3a", "Tierra"],
  ];
  const rows = wires.map(([colour, label], n) => {
    const y = 190 + n * 130;
    return `<path d="M80 ${y}C360 ${y - 50} 520 ${y + 50} 820 ${y}" fill="none" stroke="${colour}" stroke-width="46" stroke-linecap="round"/><text x="900" y="${y + 22}" font-size="64" font-family="sans-serif" fill="#241b15">${label}</text>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 860" width="1200" height="860"><rect width="1200" height="860" fill="#fbf6ee"/><text x="80" y="110" font-size="72" font-family="sans-serif" font-weight="700" fill="#9c4a1a">Colores de los conductores</text>${rows.join("")}</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}
