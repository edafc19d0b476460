import { longDate, time } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { Badge, type BadgeKind } from "#app/ui/card.tsx";
import { CheckboxGroup } from "#app/ui/form.tsx";

export interface PlannedDate {
  slot: string;
  first: boolean;
  kept: boolean;
  /** The clocks skip that hour. */
  gap: boolean;
  days: { name: string; kind: string }[];
}

const KINDS: Record<string, BadgeKind> = { public_holiday: "danger", school_holiday: "caution", busy: "info" };

/** The dates of a draft, to be ticked off: the first one stays. */
export function SeriesPlan({ plan }: { plan: PlannedDate[] }) {
  const [first] = plan;
  const others = plan.filter((date) => !date.first);
  const kept = plan.filter((date) => date.kept).length;
  return (
    <>
      {first && (
        <p>
          Empieza el <strong>{longDate(first.slot)}</strong> a las {time(first.slot)}. <Days date={first} />
        </p>
      )}
      <CheckboxGroup
        legend={counted(kept, "fecha en total", "fechas en total")}
        name="kept"
        hint="Desmarca las que quieras dejar fuera."
        options={others.map((date) => ({
          value: date.slot,
          checked: date.kept,
          label: (
            <>
              {longDate(date.slot)} <Days date={date} />
            </>
          ),
        }))}
      />
    </>
  );
}

function Days({ date }: { date: PlannedDate }) {
  return (
    <>
      {date.gap && <Badge kind="danger">Esa hora no existe ese día</Badge>}
      {date.days.map((day) => (
        <Badge key={day.name} kind={KINDS[day.kind] ?? "info"}>
          {day.name}
        </Badge>
      ))}
    </>
  );
}
