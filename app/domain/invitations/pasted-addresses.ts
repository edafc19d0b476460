export interface PastedAddress {
  name: string;
  address: string;
}

export interface BadAddress {
  /** 1-based. */
  line: number;
  text: string;
  /** no_address: nothing like one there. bad_address: one that no server takes. too_many: past the limit. */
  reason: "no_address" | "bad_address" | "too_many";
}

export function parsePastedAddresses(_text: string): { good: PastedAddress[]; bad: BadAddress[]; duplicates: number } {
  throw new Error("not written yet");
}
