import { mailHref, type Shared, shareText, whatsappHref } from "#app/components/event-share.ts";
import { Button } from "#app/ui/button.tsx";
import { Menu, MenuItem } from "#app/ui/dialog.tsx";

/** Passes a public meeting on: WhatsApp, mail, or its address. Copying needs a script, and is not there without. */
export function ShareMenu({ event, page }: { event: Shared; page: string }) {
  const text = shareText(event, page);
  return (
    <Menu summary="Compartir" label="Compartir la reunión" icon="share">
      <MenuItem to={whatsappHref(text)} icon="send">
        Por WhatsApp
      </MenuItem>
      <MenuItem to={mailHref(event.title, text)} icon="mail">
        Por correo
      </MenuItem>
      <MenuItem>
        <Button type="button" kind="quiet" icon="copy" data-copy={page} className="needs-script">
          Copiar el enlace
        </Button>
      </MenuItem>
    </Menu>
  );
}
