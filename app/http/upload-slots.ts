/** How many uploads go on at once: few a person, and so many a process that the others' pages stay quick. */

const PER_PERSON = 3;
const PER_PROCESS = 40;

export interface Slots {
  /** Gives the place back when called; or says who has too many. */
  take: (personId: string) => (() => void) | "person" | "process";
}

export function uploadSlots({ perPerson = PER_PERSON, perProcess = PER_PROCESS }: { perPerson?: number; perProcess?: number } = {}): Slots {
  const of = new Map<string, number>();
  let all = 0;
  return {
    take: (personId) => {
      const mine = of.get(personId) ?? 0;
      if (mine >= perPerson) return "person";
      if (all >= perProcess) return "process";
      of.set(personId, mine + 1);
      all += 1;
      let given = false;
      return () => {
        if (given) return;
        given = true;
        all -= 1;
        const left = (of.get(personId) ?? 1) - 1;
        if (left > 0) of.set(personId, left);
        else of.delete(personId);
      };
    },
  };
}
