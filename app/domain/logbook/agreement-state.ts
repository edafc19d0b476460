/**
 * Where an agreement of a circle stands today. Pure. In Spanish: in_force vigente, in_review en revisión, expired vencido, superseded reemplazado,
 * ended terminado. The same order of questions stands as SQL in logbook.repo.server.ts (`isInState`), proven equal by the tests.
 */
export const AGREEMENT_STATES = ["in_force", "in_review", "expired", "superseded", "ended"] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];

export interface Dated {
  superseded_at: string | null;
  ended_at: string | null;
  expires_on: string | null;
  review_due_at: string | null;
}

/** `today`: the day of the mainland. On the day that it names an agreement still holds. */
export function agreementState(agreement: Dated, today: string): AgreementState {
  if (agreement.superseded_at !== null) return "superseded";
  if (agreement.ended_at !== null) return "ended";
  if (agreement.expires_on !== null && agreement.expires_on < today) return "expired";
  return agreement.review_due_at !== null ? "in_review" : "in_force";
}

/** Nothing has taken its place: it can still be reviewed, replaced and ended, also when it has expired. */
export const isOpen = (agreement: Dated): boolean => agreement.superseded_at === null && agreement.ended_at === null;
