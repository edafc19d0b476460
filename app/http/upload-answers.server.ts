/** What an upload is answered when it is not taken: a status and a sentence, for a page or for a script. */
import type { Request, Response } from "express";
import { isDomainError } from "#app/domain/errors.ts";
import { refusalIn } from "#app/domain/files/attachments.server.ts";
import { fileRefusal } from "#app/i18n/file-refusals.ts";
import { linger } from "./upload-pace.server.ts";

/** Thrown where nothing more is to be read. */
export class UploadStop extends Error {
  readonly status: number;
  readonly retryAfter: number | undefined;

  constructor(status: number, message: string, retryAfter?: number) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

const STATUS: Record<string, number> = { not_found: 404, forbidden: 403, signed_out: 401, conflict: 409, gone: 410, too_many: 429, invalid: 422 };
const WORDS: Record<string, string> = {
  not_found: "No encontramos esta página.",
  forbidden: "Esta parte la maneja otra persona: no puedes agregar archivos aquí.",
  signed_out: "Tu sesión se cerró: entra de nuevo para seguir.",
  conflict: "Ahora mismo está en revisión. Retírala de la revisión para cambiar sus archivos.",
  too_many: "Tienes muchas subidas sin terminar. Termina alguna o prueba mañana.",
};
const TOO_BIG = new Set(["too_big", "too_big_video"]);

/** What an error means to whoever uploads, or undefined when it is a fault of ours. */
export function stopOf(error: unknown): UploadStop | undefined {
  if (error instanceof UploadStop) return error;
  const code = refusalIn(error);
  if (code) return new UploadStop(TOO_BIG.has(code) ? 413 : code === "no_space" ? 507 : 422, fileRefusal(code));
  if (!isDomainError(error)) return undefined;
  return new UploadStop(STATUS[error.code] ?? 422, WORDS[error.code] ?? "No se pudo subir el archivo.");
}

/** Answers, and throws away for a while what still comes. */
export function answerStop(req: Request, res: Response, stop: UploadStop, { json }: { json: boolean }): void {
  res.setHeader("Cache-Control", "no-store");
  if (stop.retryAfter) res.setHeader("Retry-After", stop.retryAfter);
  res.status(stop.status);
  if (json) res.json({ message: stop.message });
  else res.type("text/plain; charset=utf-8").send(`${stop.message}\n`);
  linger(req);
}
