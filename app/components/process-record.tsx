/** What was said and done, in order, in sentences, phase by phase. */
import type { RecordLine } from "#app/domain/processes/process-page.server.ts";
import { shortDate, time } from "#app/i18n/dates.ts";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Section } from "#app/ui/layout.tsx";

/** `folded` while it is under way: the body above shows what counts now. Ended, it is the minutes of the process, and is printed. */
export function ProcessRecord({ lines, folded }: { lines: RecordLine[]; folded: boolean }) {
  if (lines.length === 0) return null;
  if (folded) {
    return (
      <Disclosure summary={`Lo que se ha dicho, paso a paso (${lines.length})`} id="registro">
        <Phases lines={lines} />
      </Disclosure>
    );
  }
  return (
    <Section title="Lo que se dijo" id="registro">
      <Phases lines={lines} />
    </Section>
  );
}

function Phases({ lines }: { lines: RecordLine[] }) {
  return (
    <>
      {byPhase(lines).map((some) => (
        <div key={some[0]?.n} className="process-phase">
          <h3>{some[0]?.phase}</h3>
          <ol className="process-record">
            {some.map((line) => (
              <Line key={line.n} line={line} />
            ))}
          </ol>
        </div>
      ))}
    </>
  );
}

function Line({ line: { at, text, quote, by } }: { line: RecordLine }) {
  return (
    <li>
      <p>
        <time dateTime={at} className="hint">
          {shortDate(at)}, {time(at)}
        </time>{" "}
        {text}
        {quote ? ":" : ""}
        {by && <span className="hint"> (lo anotó {by})</span>}
      </p>
      {quote && <blockquote className="process-quote">{quote}</blockquote>}
    </li>
  );
}

/** A phase that came again stands again. */
function byPhase(lines: readonly RecordLine[]): RecordLine[][] {
  const groups: RecordLine[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last?.[0]?.phase === line.phase) last.push(line);
    else groups.push([line]);
  }
  return groups;
}
