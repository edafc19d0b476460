import type { AudiencePreview } from "#app/domain/events/audience.server.ts";
import { eventWhen } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Notice } from "#app/ui/flash.tsx";

const people = (count: number) => counted(count, "persona", "personas");

/** «48 personas en la lista: 40 de los nodos, 6 contrapartes y 2 correos pegados.» */
export function audienceSentence({ total, byWay }: Pick<AudiencePreview, "total" | "byWay">): string {
  if (total === 0) return "La lista está vacía: se publicará sin invitar a nadie.";
  const ways = [
    byWay.circle > 0 && `${byWay.circle} del círculo`,
    byWay.nodes > 0 && `${byWay.nodes} por sus nodos`,
    byWay.counterparts > 0 && counted(byWay.counterparts, "contraparte", "contrapartes"),
    byWay.people > 0 && `${byWay.people} ${byWay.people === 1 ? "elegida" : "elegidas"} una a una`,
    byWay.outside > 0 && counted(byWay.outside, "correo pegado", "correos pegados"),
  ].filter((text): text is string => text !== false);
  const last = ways.pop() ?? "";
  return `${people(total)} en la lista: ${ways.length > 0 ? `${ways.join(", ")} y ${last}` : last}.`;
}

export function AudienceSummary({ audience }: { audience: AudiencePreview }) {
  const { stopped, alreadyInvited } = audience;
  return (
    <>
      <p>
        {audienceSentence(audience)} {audience.total > 0 && "Nadie recibe el mensaje dos veces."}
      </p>
      {alreadyInvited > 0 && (
        <p>
          {people(alreadyInvited)} ya {alreadyInvited === 1 ? "estaba invitada" : "estaban invitadas"}: no reciben otro correo.
        </p>
      )}
      {stopped > 0 && (
        <p>
          {people(stopped)} {stopped === 1 ? "pidió" : "pidieron"} no recibir correos: {stopped === 1 ? "queda invitada y la verá" : "quedan invitadas y la verán"} al entrar.
        </p>
      )}
    </>
  );
}

/** «3 personas ya tienen algo a esa hora», and who. */
export function ConflictList({ audience }: { audience: AudiencePreview }) {
  const { conflictCount, conflicts } = audience;
  if (conflictCount === 0) return audience.total > 0 ? <p>Nadie de la lista tiene otra reunión de la red a esa hora.</p> : null;
  return (
    <Notice kind="warn" title={`${people(conflictCount)} ya ${conflictCount === 1 ? "tiene" : "tienen"} algo a esa hora.`}>
      <Disclosure summary="Ver quiénes">
        <ul>
          {conflicts.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a static list, rendered once
            <li key={index}>
              {row.name}
              {row.establishment && ` (${row.establishment})`}: {row.event_title ? <a href={paths.event(row.event_id)}>{row.event_title}</a> : "otra reunión"},{" "}
              {eventWhen({ starts_at: row.starts_at, ends_at: row.ends_at, zone: isZone(row.zone) ? row.zone : MAIN_ZONE })}
            </li>
          ))}
        </ul>
        {conflictCount > conflicts.length && <p>Y {conflictCount - conflicts.length} más.</p>}
      </Disclosure>
    </Notice>
  );
}
