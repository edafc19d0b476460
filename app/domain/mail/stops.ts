import { z } from "zod";

/** What a person may ask not to be written about: reminders only, or meetings and nodes altogether. */
export const STOP_SCOPES = ["reminders", "all"] as const;
export type StopScope = (typeof STOP_SCOPES)[number];

/**
 * The form of /b/:token. A mail program's one-click button (RFC 8058) sends `List-Unsubscribe=One-Click` and nothing else: it means all.
 * `resume` is the way back.
 */
export const StopInput = z.object({
  scope: z.enum([...STOP_SCOPES, "resume"], "choice").optional(),
  "List-Unsubscribe": z.string().optional(),
});
