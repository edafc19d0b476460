import { paths } from "#app/paths.ts";
import { Tabs } from "#app/ui/wayfinding.tsx";

/** The sister pages of the administration. */
export function AdminTabs({ current }: { current: "home" | "people" | "days" | "templates" | "reminders" | "rights" | "import" | "mail" | "tray" | "reports" | "specialties" }) {
  return (
    <Tabs
      label="Administración"
      tabs={[
        { to: paths.admin(), label: "Resumen", current: current === "home" },
        { to: paths.adminPeople(), label: "Personas", current: current === "people" },
        { to: paths.adminSchoolDays(), label: "Calendario escolar", current: current === "days" },
        { to: paths.adminImport(), label: "Importar", current: current === "import" },
        { to: paths.adminMail(), label: "Correo", current: current === "mail" },
        { to: paths.adminTray(), label: "Recibidos", current: current === "tray" },
        { to: paths.adminReports(), label: "Avisos", current: current === "reports" },
        { to: paths.adminSpecialties(), label: "Especialidades", current: current === "specialties" },
        { to: paths.adminAgendaTemplates(), label: "Plantillas", current: current === "templates" },
        { to: paths.adminRights(), label: "Permisos", current: current === "rights" },
        { to: paths.adminReminders(), label: "Recordatorios", current: current === "reminders" },
      ]}
    />
  );
}
