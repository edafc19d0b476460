import type { OwnWork } from "#app/domain/marks/own.repo.server.ts";
import { RESOURCE_KINDS, type ResourceKind } from "#app/domain/resources/resource.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Badge, type BadgeKind, Item, ItemList } from "#app/ui/card.tsx";

const STATES: Record<string, { label: string; kind: BadgeKind }> = {
  draft: { label: "Borrador", kind: "caution" },
  in_review: { label: "Espera revisión", kind: "info" },
  archived: { label: "Archivado", kind: "neutral" },
  withdrawn: { label: "Retirado por moderación", kind: "danger" },
};

/** One's own, saved or used works; `at` in words. */
export function OwnWorks({ works, view }: { works: readonly OwnWork[]; view: string }) {
  return (
    <ItemList label="Tus recursos">
      {works.map((work) => (
        <Item key={`${work.id} ${work.at}`} to={paths.work(work)} title={work.title || "Sin título todavía"} meta={metaOf(work, view)} trail={<State work={work} />} />
      ))}
    </ItemList>
  );
}

function metaOf(work: OwnWork, view: string): string {
  const kind = RESOURCE_KINDS[work.kind as ResourceKind] ?? "";
  if (view === "usado") return [kind, work.note, work.at].filter(Boolean).join(" · ");
  if (view === "guardado") return [kind, `guardado el ${work.at}`].join(" · ");
  const counts = [
    work.uses_count > 0 && counted(work.uses_count, "uso", "usos"),
    work.replications_count > 0 && counted(work.replications_count, "réplica", "réplicas"),
    work.comments_count > 0 && counted(work.comments_count, "comentario", "comentarios"),
    work.useful_count > 0 && `le sirvió a ${work.useful_count}`,
  ];
  return [kind, ...counts, work.at].filter(Boolean).join(" · ");
}

/** A published one with a next version under way says so. */
function State({ work: { state, open } }: { work: OwnWork }) {
  const known = STATES[state];
  if (known) return <Badge kind={known.kind}>{known.label}</Badge>;
  if (open) return <Badge kind="info">{open === "in_review" ? "Cambios en revisión" : "Con cambios sin publicar"}</Badge>;
  return null;
}
