/** Nodemailer's pool over SMTP_URL, wrapped once: hands over the bytes as they are and says what became of them. */
import nodemailer from "nodemailer";
import { isEmailAddress } from "#app/domain/text.ts";

export type Outcome =
  | { kind: "sent" }
  /** Worth another try. `unreachable`: it says nothing of this mail; the server itself could not be used. */
  | { kind: "temporary"; reason: string; unreachable: boolean }
  | { kind: "permanent"; reason: string };

export interface Smtp {
  send(mail: { from: string; to: string; raw: string }): Promise<Outcome>;
  /** Ends idle connections; with `force` also those in the middle of a mail, which then counts as a temporary failure. */
  close(force: boolean): void;
}

export interface SmtpLimits {
  connections: number;
  connectMs: number;
  greetingMs: number;
  /** Silence of the server. RFC 5321 grants ten minutes after the final dot; this is what relays really need. */
  silenceMs: number;
  /** A whole mail: a server that answers a byte a minute is never silent. */
  mailMs: number;
}

export const SMTP_LIMITS: SmtpLimits = { connections: 5, connectMs: 20_000, greetingMs: 20_000, silenceMs: 120_000, mailMs: 150_000 };

export function openSmtp(url: string, limits: SmtpLimits = SMTP_LIMITS): Smtp {
  const pool = nodemailer.createTransport({
    pool: true,
    url,
    maxConnections: limits.connections,
    maxMessages: 100,
    maxRequeues: 1, // a pooled connection that the server had closed: not a byte was sent on it
    connectionTimeout: limits.connectMs,
    greetingTimeout: limits.greetingMs,
    dnsTimeout: limits.connectMs,
    socketTimeout: limits.silenceMs,
    socketCloseTimeout: 500,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ from, to, raw }) {
      if (!isEmailAddress(to)) return { kind: "permanent", reason: "not a single bare address" };
      try {
        await pool.sendMail({ envelope: { from, to: [to] }, raw, signal: AbortSignal.timeout(limits.mailMs) });
        return { kind: "sent" };
      } catch (error) {
        return outcomeOf(error as SmtpError);
      }
    },
    close: (force) => pool.close({ force }),
  };
}

export interface SmtpError {
  message: string;
  code?: string;
  command?: string;
  response?: string;
  responseCode?: number;
}

/** Answers about who we are, not about this mail: a wrong password is mended by the administrator, and the mail goes out then. */
const ABOUT_US = new Set([530, 534, 535, 538, 503]);
/** Commands whose refusal speaks of the recipient or of the message. */
const ABOUT_THE_MAIL = /^(RCPT TO|DATA)/;

/** Only a 5xx about the recipient or the message is final. Everything else is tried again: an error of ours, or of the network, ends some day. */
export function outcomeOf(error: SmtpError): Outcome {
  const { responseCode, command = "", code = "" } = error;
  const reason = reasonOf(error);
  if (responseCode === undefined) {
    const impossible = (code === "EENVELOPE" || code === "EMESSAGE") && command !== "CONN";
    return impossible ? { kind: "permanent", reason } : { kind: "temporary", reason, unreachable: true };
  }
  const aboutMail = ABOUT_THE_MAIL.test(command);
  if (aboutMail && responseCode >= 500 && !ABOUT_US.has(responseCode)) return { kind: "permanent", reason };
  return { kind: "temporary", reason, unreachable: !aboutMail || responseCode === 421 };
}

/** The server's words where there are any: «550 5.1.1 No such user». */
function reasonOf({ response, code, message }: SmtpError): string {
  const words = response || [code, message].filter(Boolean).join(": ");
  return words.replace(/\s+/g, " ").trim().slice(0, 300);
}
