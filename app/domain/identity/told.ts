/** One thing that is kept of a person, as they are told of it: what it is, of what (`meeting`), and what they said. `at` is an instant. */
export interface Told {
  what: string;
  meeting: string;
  of: string | null;
  said: string;
  words: string;
  at: string | null;
}
