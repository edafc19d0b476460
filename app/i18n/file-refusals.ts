/** Why a file was not taken, and what to do. Browser-safe. */

const SENTENCES: Record<string, string> = {
  empty: "está vacío.",
  too_big: "pesa demasiado: el máximo es de 50 MB, y de 500 MB si es un video.",
  too_big_video: "pesa demasiado: el máximo de un video es de 500 MB. Prueba con menos calidad, o publica un enlace.",
  active: "es una página web, un dibujo SVG u otro contenido que un navegador ejecuta. Guárdalo como PDF o imagen y súbelo de nuevo.",
  executable: "es un programa o contiene uno, y por seguridad no se guarda.",
  macros: "tiene macros, que por seguridad no se guardan. Guárdalo sin macros (.docx, .xlsx o .pptx).",
  unknown_type: "no es de un tipo que se pueda guardar. Sirven PDF, documentos de oficina, imágenes, videos, audios, ZIP y texto.",
  archive_broken: "es un ZIP o documento dañado o incompleto. Guárdalo de nuevo y súbelo otra vez.",
  archive_big: "es un ZIP con demasiado adentro: el máximo es de 10.000 archivos y 2 GB ya descomprimido.",
  image_huge: "es una imagen demasiado grande: el máximo es de 250 millones de puntos. Redúcela y súbela de nuevo.",
  too_many_files: "no cabe: son 30 archivos como máximo. Si son muchos, reúnelos en un ZIP.",
  daily_quota: "pasa de los 2 GB que una persona puede subir en un día. Prueba de nuevo mañana.",
  incomplete: "llegó incompleto: la conexión se cortó. Súbelo otra vez.",
  no_space: "no cabe por ahora: no queda espacio en el servidor. Avísale a quien administra la red.",
};

/** «El archivo pesa demasiado: …» or, with a name, «plano.exe es un programa …». */
export function fileRefusal(code: string, name?: string): string {
  return `${name ? `«${name}»` : "El archivo"} ${SENTENCES[code] ?? "no se pudo guardar."}`;
}
