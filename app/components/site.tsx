import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Icon } from "#app/ui/icon.tsx";

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
    <details className="account-menu">
      <summary>
        <Icon name="person" />
        <span>{actor.name.split(" ")[0]}</span>
      </summary>
      <ul>
        <li>
          <a href={paths.account()}>Mi cuenta</a>
        </li>
        <li>
          <a href={paths.accountFeeds()}>Mis calendarios</a>
        </li>
        <li>
          <a href={paths.events()}>Reuniones</a>
        </li>
        {actor.admin && (
          <li>
            <a href={paths.admin()}>Administración</a>
          </li>
        )}
        <li>
          <form method="post" action={paths.signOut()}>
            <Button kind="quiet" type="submit">
              Salir
            </Button>
          </form>
        </li>
      </ul>
    </details>
  );
}

export function SiteFooter() {
  return (
    <ul className="foot-links">
      <li>
        <a href={paths.events()}>Reuniones</a>
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
