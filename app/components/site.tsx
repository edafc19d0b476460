import { firstName } from "#app/domain/text.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Menu, MenuItem } from "#app/ui/dialog.tsx";

/** What stands at the right of the header: the way in, or one's own menu. Native details: no script. */
export function AccountMenu({ actor, path }: { actor: { name: string; admin: boolean } | null; path: string }) {
  if (!actor) {
    const back = path === "/" || path.startsWith("/entrar") || path.startsWith("/registro") ? undefined : path;
    return (
      <LinkButton to={paths.signIn(back)} kind="quiet">
        Entrar
      </LinkButton>
    );
  }
  return (
    <Menu summary={firstName(actor.name)} icon="person">
      <MenuItem to={paths.account()} icon="person">
        Mi cuenta
      </MenuItem>
      <MenuItem to={paths.news()} icon="talk">
        Novedades
      </MenuItem>
      <MenuItem to={paths.accountFeeds()} icon="feed">
        Mis calendarios
      </MenuItem>
      <MenuItem to={paths.events()} icon="list">
        Reuniones
      </MenuItem>
      {actor.admin && (
        <MenuItem to={paths.admin()} icon="settings">
          Administración
        </MenuItem>
      )}
      <MenuItem>
        <ButtonForm action={paths.signOut()} kind="quiet" icon="exit">
          Salir
        </ButtonForm>
      </MenuItem>
    </Menu>
  );
}

export function SiteFooter() {
  return (
    <ul className="foot-links">
      <li>
        <a href={paths.events()}>Reuniones</a>
      </li>
      <li>
        <a href={paths.circles()}>Círculos</a>
      </li>
      <li>
        <a href={paths.calls()}>Convocatorias</a>
      </li>
      <li>
        <a href={paths.subscribe()}>Suscribir el calendario</a>
      </li>
      <li>
        <a href={paths.help()}>Ayuda</a>
      </li>
      <li>
        <a href={paths.privacy()}>Privacidad</a>
      </li>
      <li>
        <a href={paths.accessibility()}>Accesibilidad</a>
      </li>
    </ul>
  );
}
