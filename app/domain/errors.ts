export type DomainErrorCode =
  | "not_found" // 404: it is not there, or not for this person to know
  | "forbidden" // 403: seen, but not theirs to do
  | "signed_out" // sign in first
  | "invalid" // 422: `fields` says where
  | "conflict" // 409: somebody else was faster, or the state does not allow it
  | "gone" // 410: the link was used or has ended
  | "too_many"; // 429

/** The one error of the domain. It carries codes, never sentences: http turns it into a Response, i18n into Spanish. */
export class DomainError extends Error {
  readonly code: DomainErrorCode;
  /** Field name -> error codes (keys of app/i18n/errors.ts); "" is the form as a whole. */
  readonly fields: Record<string, string[]>;
  /** A finer reason, for messages: "already_cancelled". */
  readonly reason: string | undefined;

  constructor(code: DomainErrorCode, options: { fields?: Record<string, string[]>; reason?: string } = {}) {
    super(options.reason ? `${code}: ${options.reason}` : code);
    this.name = "DomainError";
    this.code = code;
    this.fields = options.fields ?? {};
    this.reason = options.reason;
  }
}

export const notFound = (): DomainError => new DomainError("not_found");
export const forbidden = (reason?: string): DomainError => new DomainError("forbidden", reason ? { reason } : {});
export const invalid = (field: string, code: string): DomainError => new DomainError("invalid", { fields: { [field]: [code] } });

/** `error instanceof DomainError` across bundles (the server's copy of this module and Remix's are two). */
export function isDomainError(error: unknown): error is DomainError {
  return error instanceof Error && error.name === "DomainError" && "code" in error;
}
