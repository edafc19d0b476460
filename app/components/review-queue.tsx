import { RESOURCE_KINDS, type ResourceKind } from "#app/domain/resources/resource.ts";
import type { WaitingReview } from "#app/domain/resources/reviews.repo.server.ts";
import { shortDate } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Notice } from "#app/ui/flash.tsx";

/** What waits for the reader's eyes before it is published; nothing at all where nothing waits. */
export function ReviewQueue({ reviews }: { reviews: readonly WaitingReview[] }) {
  if (reviews.length === 0) return null;
  return (
    <Notice kind="warn" title={`${counted(reviews.length, "recurso espera", "recursos esperan")} tu revisión`}>
      <ul className="work-missing">
        {reviews.map((one) => (
          <li key={one.id}>
            <a href={paths.resourceReview(one.slug)}>{one.title}</a>
            <span className="hint">
              {" "}
              {[RESOURCE_KINDS[one.kind as ResourceKind], one.by && `de ${one.by}`, one.version > 0 && "nueva versión", `desde el ${shortDate(one.asked_at)}`]
                .filter(Boolean)
                .join(", ")}
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
