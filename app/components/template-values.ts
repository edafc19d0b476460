/** A template as the form of a meeting shows it: everything but the date, which is suggested anew. */
import type { EventFormValues } from "#app/components/event-form.tsx";
import { suggestedDay } from "#app/components/event-words.ts";
import { isAllDay } from "#app/domain/events/event.ts";
import type { TemplatePayload } from "#app/domain/templates/template.ts";
import { addDays } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";

/** `fresh`: an empty form's values. `alive`: nodes that there still are. */
export function templateValues(content: TemplatePayload, fresh: EventFormValues, { alive, now }: { alive: ReadonlySet<string>; now: string }): EventFormValues {
  const { days, audience: _a, agenda: _p, readings: _r, ...fields } = content;
  const zone = isZone(content.zone) ? content.zone : MAIN_ZONE;
  const date = suggestedDay(now, zone);
  const hours = isAllDay(content.kind) ? { start_time: "", end_time: "" } : {};
  const places = { host_establishment_id: content.host_establishment_id ?? "", address: content.address ?? "", comuna_code: content.comuna_code ?? "" };
  return {
    ...fresh,
    ...fields,
    ...hours,
    ...places,
    online_url: content.online_url ?? "",
    node_ids: content.node_ids.filter((id) => alive.has(id)),
    zone,
    date,
    end_date: days === 0 ? "" : addDays(date, days),
  };
}
