interface Snip {
  text: string;
  hit: boolean;
}

/** A piece of what was found, its hits marked. */
export function Snips({ snips }: { snips: readonly Snip[] }) {
  return (
    <>
      {snips.map((snip, index) =>
        snip.hit ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, in order
          <mark key={index}>{snip.text}</mark>
        ) : (
          snip.text
        ),
      )}
    </>
  );
}
