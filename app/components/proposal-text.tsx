import type { Change } from "#app/domain/proposals/changes.ts";
import type { ProposalView } from "#app/domain/proposals/proposal.server.ts";
import type { Driver } from "#app/domain/proposals/proposal.ts";
import { longDate } from "#app/i18n/dates.ts";
import { Disclosure } from "#app/ui/dialog.tsx";

/** Why: what happens, what it leads to, what is needed; only what was said. */
export function DriverBlock({ driver }: { driver: Driver }) {
  const parts = [
    { term: "Qué pasa", said: driver.situation },
    { term: "Qué efecto tiene", said: driver.effect },
    { term: "Qué necesitamos", said: driver.need },
  ].filter((each) => each.said !== "");
  if (parts.length === 0) return null;
  return (
    <dl className="driver">
      {parts.map(({ term, said }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{said}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The text as it is now, and how it came to be so. */
export function ProposalText({ view, role, name }: { view: ProposalView; role: string | null; name: (id: string | null) => string }) {
  const version = view.versions[view.versions.length - 1];
  const review = version?.review_on ? `Se revisa el ${longDate(version.review_on)}` : "";
  const facts = [view.versions.length > 1 ? `Versión ${version?.n}` : "", review, role ? `A cargo de: ${role}` : ""].filter(Boolean).join(" · ");
  return (
    <section className="proposal-text" aria-label="Texto de la propuesta">
      <div className="prose" dangerouslySetInnerHTML={{ __html: view.html }} />
      <p className="hint">{facts}</p>
      {view.changes.map((change) => (
        <Disclosure key={change.n} summary={`Qué cambió en la versión ${change.n}`}>
          <p>
            {change.by ? `${name(change.by)}: ` : ""}«{change.changed}»
          </p>
          {change.review && (
            <p>
              Antes se revisaba el {change.review.before ? longDate(change.review.before) : "—"}; ahora, el {longDate(change.review.after)}.
            </p>
          )}
          <Changes blocks={change.blocks} />
        </Disclosure>
      ))}
    </section>
  );
}

/** Said as somebody would: before it said this, now it says that. */
function Changes({ blocks }: { blocks: Change[] }) {
  return (
    <div className="changes">
      {keyed(blocks).map(({ key, block }) =>
        "same" in block ? (
          <p key={key} className="hint">
            {block.same === 1 ? "Un párrafo igual." : `${block.same} párrafos iguales.`}
          </p>
        ) : (
          <div key={key} className="change">
            {block.before.length > 0 && <Side label={block.after.length > 0 ? "Antes decía" : "Se quitó"} tag="del" texts={block.before} />}
            {block.after.length > 0 && <Side label={block.before.length > 0 ? "Ahora dice" : "Se agregó"} tag="ins" texts={block.after} />}
          </div>
        ),
      )}
    </div>
  );
}

const keyed = (blocks: Change[]) => blocks.map((block, index) => ({ key: `${index}`, block }));

function Side({ label, tag: Tag, texts }: { label: string; tag: "ins" | "del"; texts: string[] }) {
  return (
    <div className={`change-${Tag}`}>
      <p className="change-label">{label}</p>
      <Tag>{texts.join("\n\n")}</Tag>
    </div>
  );
}
