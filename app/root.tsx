import { data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, Links, Meta, Outlet, useLocation, useMatches, useRouteError, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { AccountMenu, SiteFooter } from "#app/components/site.tsx";
import { takeFlash } from "#app/http/flash.server.ts";
import { sessionCookie } from "#app/http/session-cookie.server.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { type NavItem, Page, Shell } from "#app/ui/layout.tsx";
import stylesHref from "#app/ui/styles.css?url";

export const meta: MetaFunction = () => [{ title: "Nodos" }];

export const links: LinksFunction = () => [
  { rel: "preload", href: "/fonts/archivo-es.woff2", as: "font", type: "font/woff2", crossOrigin: "anonymous" },
  { rel: "stylesheet", href: stylesHref },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "apple-touch-icon", href: "/icon-180.png" },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const session = await context.session();
  const { flash, clear } = takeFlash(request);
  const { deployment } = context.app.env;
  const headers = new Headers(clear);
  if (session?.renewedUntil) headers.append("Set-Cookie", sessionCookie(deployment, session.id, session.renewedUntil));
  const actor = session ? { name: session.actor.name, admin: session.actor.admin } : null;
  return data({ actor, flash, network: deployment.networkName, demo: deployment.demo }, { headers });
}

export default function App() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  );
}

/** Scripts a route asks for (`handle.scripts`), after the one that every page may use. */
function useScripts(): string[] {
  const asked = useMatches().flatMap((match) => (match.handle as { scripts?: string[] } | undefined)?.scripts ?? []);
  return ["/js/enhance.js", ...new Set(asked)];
}

export function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="es-CL">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
        <link rel="search" type="application/opensearchdescription+xml" title="Nodos" href={paths.searchDescription()} />
        {useScripts().map((src) => (
          <script key={src} src={src} type="module" />
        ))}
      </head>
      <body>{children}</body>
    </html>
  );
}

/** What else a node is, and what else the repository is. */
const TALK = /^\/conversaciones(\/|$)/;
const REPOSITORY = /^\/(experiencias|colecciones)(\/|$)/;

function elsewhere(pathname: string): string | undefined {
  if (pathname === paths.news()) return paths.home();
  if (TALK.test(pathname)) return paths.nodes();
  return REPOSITORY.test(pathname) ? paths.resources() : undefined;
}

function Frame({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>("root");
  const { pathname } = useLocation();
  const nav: NavItem[] = [
    { to: paths.home(), label: root?.actor ? "Mi día" : "Inicio", icon: "home" },
    { to: paths.nodes(), label: "Nodos", icon: "node" },
    { to: paths.calendar(), label: "Calendario", icon: "calendar" },
    { to: paths.resources(), label: "Repositorio", icon: "library" },
    { to: paths.establishments(), label: "Escuelas", icon: "school" },
  ];
  const current = nav.find((item) => (item.to === "/" ? pathname === "/" : pathname.startsWith(item.to)))?.to ?? elsewhere(pathname);
  return (
    <Shell
      nav={nav}
      current={current}
      searchTo={paths.search()}
      account={<AccountMenu actor={root?.actor ?? null} path={pathname} />}
      flash={root?.flash ?? null}
      network={root?.network ?? "Nodos"}
      banner={root?.demo ? <DemoBanner /> : undefined}
      footer={<SiteFooter />}
    >
      {children}
    </Shell>
  );
}

function DemoBanner() {
  return (
    <>
      Demostración: las personas son inventadas y ningún correo sale de aquí. <a href={paths.caughtMail()}>Ver los correos</a>
    </>
  );
}

const PROBLEMS: Record<number, { title: string; text: string }> = {
  400: { title: "No entendimos lo que llegó", text: "Vuelve atrás, recarga la página y prueba de nuevo." },
  403: { title: "Esto le toca a otra persona", text: "Puedes ver esta página, pero no hacer este cambio. Si crees que deberías, habla con la coordinación del nodo." },
  404: { title: "No encontramos esta página", text: "Puede que la dirección esté mal escrita, que ya no exista o que haya que entrar para verla." },
  405: { title: "No encontramos esta página", text: "Puede que la dirección esté mal escrita." },
  409: { title: "Esto cambió mientras lo mirabas", text: "Alguien más hizo un cambio antes. Vuelve a la página y mira cómo quedó." },
  410: { title: "Este enlace ya no sirve", text: "Se usó o venció. Pide uno nuevo y te llegará en un momento." },
  429: { title: "Demasiados intentos", text: "Espera unos minutos y prueba de nuevo." },
};
const BROKEN = { title: "Algo falló de nuestro lado", text: "No es culpa tuya y no se perdió nada de lo guardado. Prueba de nuevo en un momento." };

export function ErrorBoundary() {
  const error = useRouteError();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const problem = PROBLEMS[status] ?? BROKEN;
  return (
    <Frame>
      <title>{`${problem.title} · Nodos`}</title>
      <Page title={problem.title} lead={problem.text} width="narrow">
        <p className="cluster">
          <LinkButton to={paths.home()} kind="primary">
            Ir al inicio
          </LinkButton>
          <LinkButton to={paths.help()}>Ver la ayuda</LinkButton>
        </p>
      </Page>
    </Frame>
  );
}
