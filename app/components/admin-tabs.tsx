import { paths } from "#app/paths.ts";
import { Tabs } from "#app/ui/wayfinding.tsx";

/** The sister pages of the administration. */
export function AdminTabs({ current }: { current: "home" | "people" | "import" | "mail" }) {
  return (
    <Tabs
      label="Administración"
      tabs={[
        { to: paths.admin(), label: "Resumen", current: current === "home" },
        { to: paths.adminPeople(), label: "Personas", current: current === "people" },
        { to: paths.adminImport(), label: "Importar", current: current === "import" },
        { to: paths.adminMail(), label: "Correo", current: current === "mail" },
      ]}
    />
  );
}
