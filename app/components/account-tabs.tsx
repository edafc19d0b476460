import { paths } from "#app/paths.ts";
import { Tabs } from "#app/ui/wayfinding.tsx";

/** The sister pages of one's account. */
export function AccountTabs({
  current,
}: {
  current: "profile" | "email" | "password" | "sessions" | "notices" | "feeds" | "certificates" | "agreements" | "repository" | "applications";
}) {
  return (
    <Tabs
      label="Tu cuenta"
      tabs={[
        { to: paths.account(), label: "Perfil", current: current === "profile" },
        { to: paths.accountNotices(), label: "Avisos", current: current === "notices" },
        { to: paths.accountFeeds(), label: "Calendarios", current: current === "feeds" },
        { to: paths.ownResources(), label: "Repositorio", current: current === "repository" },
        { to: paths.ownApplications(), label: "Postulaciones", current: current === "applications" },
        { to: paths.accountAgreements(), label: "Acuerdos", current: current === "agreements" },
        { to: paths.accountCertificates(), label: "Certificados", current: current === "certificates" },
        { to: paths.accountEmail(), label: "Correo", current: current === "email" },
        { to: paths.accountPassword(), label: "Clave", current: current === "password" },
        { to: paths.accountSessions(), label: "Sesiones", current: current === "sessions" },
      ]}
    />
  );
}
