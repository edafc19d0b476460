import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";

/** For whoever coordinates: mail about this meeting that nobody could understand. */
export function TrayNotice({ id, count }: { id: string; count: number }) {
  return (
    <Notice
      kind="info"
      title={`Hay ${counted(count, "correo por revisar", "correos por revisar")}`}
      actions={
        <LinkButton to={paths.eventTray(id)} icon="mail">
          Leer
        </LinkButton>
      }
    >
      <p>Llegaron por correo y no pudimos saber si esas personas vienen o no.</p>
    </Notice>
  );
}
