import { loaderWith } from "#app/http/route.server.ts";
import { absolute, paths } from "#app/paths.ts";

/** What only people need, and the endless months of the calendar. */
const NOT_FOR_ROBOTS = [
  "/i/",
  "/b/",
  "/feeds/",
  "/cuenta",
  "/admin",
  "/correo",
  "/entrar",
  "/registro",
  "/clave",
  "/preparar",
  "/calendario?",
  "/eventos?",
  "/nodos?",
  "/establecimientos?",
  "/bitacora?",
  "/recursos?",
  "/recursos.csv",
  "/experiencias?",
  "/colecciones?",
  "/buscar",
  "/oai",
];

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx }) => {
  const { deployment } = ctx;
  const lines = deployment.demo
    ? ["User-agent: *", "Disallow: /"]
    : ["User-agent: *", ...NOT_FOR_ROBOTS.map((path) => `Disallow: ${path}`), "", `Sitemap: ${absolute(deployment, paths.sitemap())}`];
  return new Response(`${lines.join("\n")}\n`, { headers: { "Content-Type": "text/plain; charset=utf-8" } });
});
