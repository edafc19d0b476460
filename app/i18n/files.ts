/** Words of files: what they are and how big, as people say it. Browser-safe. */

const UNITS = ["bytes", "KB", "MB", "GB"] as const;

/** «3,4 MB»; as disks and phones count, by thousands. */
export function sizeWords(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit >= 2 && value < 99.5 ? 1 : 0;
  return `${new Intl.NumberFormat("es-CL", { maximumFractionDigits: digits }).format(value)} ${UNITS[unit]}`;
}

const NAMED: readonly [RegExp, string][] = [
  [/^application\/pdf$/, "PDF"],
  [/wordprocessingml|msword/, "Documento de Word"],
  [/spreadsheetml|ms-excel/, "Planilla de Excel"],
  [/presentationml|ms-powerpoint/, "Presentación de PowerPoint"],
  [/opendocument\.text/, "Documento de texto"],
  [/opendocument\.spreadsheet/, "Planilla"],
  [/opendocument\.presentation/, "Presentación"],
  [/^image\//, "Imagen"],
  [/^video\//, "Video"],
  [/^audio\//, "Audio"],
  [/zip/, "Carpeta comprimida"],
  [/csv/, "Tabla CSV"],
  [/^text\//, "Texto"],
];

/** «PDF, 12 páginas». */
export function fileTypeWords({ media_type, pages }: { media_type: string; pages: number | null }): string {
  const name = NAMED.find(([pattern]) => pattern.test(media_type))?.[1] ?? "Archivo";
  if (!pages || media_type !== "application/pdf") return name;
  return `${name}, ${pages === 1 ? "1 página" : `${new Intl.NumberFormat("es-CL").format(pages)} páginas`}`;
}
