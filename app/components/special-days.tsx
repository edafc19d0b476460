import type { SpecialDay, SpecialDayKind } from "#app/domain/calendar-days/school-day.ts";
import { Badge, type BadgeKind } from "#app/ui/card.tsx";
import { specialWords } from "./special-words.ts";

const LOOK: Record<SpecialDayKind, BadgeKind> = { public_holiday: "danger", school_holiday: "info", busy: "caution" };

/** The special days of one day, as marks. */
export function SpecialDayBadges({ special }: { special: readonly SpecialDay[] }) {
  return (
    <>
      {special.map((one) => (
        <Badge key={`${one.kind}${one.name}${one.region_code}`} kind={LOOK[one.kind]}>
          {specialWords(one)}
        </Badge>
      ))}
    </>
  );
}
