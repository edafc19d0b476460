import { paths } from "#app/paths.ts";
import { Badge } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";

/** What it replaced and what replaced it, the oldest first. */
export function AgreementHistory({ history, current }: { history: { id: string; number: number; title: string; adopted: string }[]; current: string }) {
  return (
    <Section title="Cómo ha cambiado" id="cadena">
      <ol className="agreement-chain">
        {history.map(({ id, number, title, adopted }, index) => (
          <li key={id} aria-current={id === current ? "true" : undefined}>
            {id === current ? `N.º ${number}: ${title}` : <a href={paths.circleAgreement(id)}>{`N.º ${number}: ${title}`}</a>}
            <span className="hint">
              {" "}
              · {adopted}
              {index === history.length - 1 && " · el último"}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

interface Tension {
  id: string;
  title: string;
  situation: string;
  source: string;
  raised: string;
  raised_by: string | null;
  event_id: string | null;
  meeting: string | null;
  process_id: string | null;
  settled: string | null;
  settled_note: string;
}

/** Reviews and objections, the last first; only for the circle. */
export function AgreementTensions({ tensions }: { tensions: Tension[] }) {
  return (
    <Section title="Revisiones y objeciones" id="tensiones">
      <ul className="agreement-tensions">
        {tensions.map((each) => (
          <li key={each.id}>
            <p>
              <strong>{each.source === "objection" ? "Objeción" : "Revisión"}</strong> del {each.raised}
              {each.source === "objection" && each.raised_by && `, de ${each.raised_by}`} {each.settled ? <Badge>Cerrada</Badge> : <Badge kind="caution">Abierta</Badge>}
            </p>
            {each.source === "objection" && <p>«{each.situation}»</p>}
            {each.settled && each.settled_note && (
              <p className="hint">
                {each.settled}: {each.settled_note}
              </p>
            )}
            {!each.settled && each.event_id && each.meeting && (
              <p className="hint">
                Está en la agenda de <a href={paths.event(each.event_id)}>{each.meeting}</a>.
              </p>
            )}
            {each.process_id && (
              <p className="hint">
                <a href={paths.process(each.process_id)}>La propuesta que la tomó</a>
              </p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
