import { useLoaderData } from "@remix-run/react";
import { AdminTabs } from "#app/components/admin-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { RecentImports } from "#app/components/recent-imports.tsx";
import { listImports } from "#app/domain/imports/imports.repo.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { FileField, Form, SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";

export const meta = () => pageMeta("Importar recursos");

export const loader = loaderWith({ who: "admin" }, async ({ ctx }) => ({ recent: await listImports(ctx.db, 10, "resources") }));

export default function ImportResources() {
  const { recent } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Importar recursos"
      lead="Trae de una vez lo que ya tienen en una tabla o en una carpeta. Primero lo revisamos y te mostramos, línea por línea, qué pasaría. Nada se guarda hasta que digas que sí."
    >
      <AdminTabs current="import" />
      <Form errors={{}} action={paths.resourcesImportUpload()} encType="multipart/form-data">
        <FileField
          label="Tabla CSV o carpeta comprimida"
          name="file"
          accept=".csv,.zip,text/csv,application/zip"
          hint="Una tabla con enlaces (.csv); o un .zip con los archivos y, si quieres, una tabla llamada recursos.csv. Hasta 1 GB."
          required
        />
        <SubmitBar>
          <Button icon="upload">Revisar</Button>
        </SubmitBar>
      </Form>
      <ColumnsHelp />
      <RecentImports runs={recent} />
    </Page>
  );
}

function ColumnsHelp() {
  return (
    <Disclosure summary="Cómo preparar la tabla o la carpeta">
      <p>
        <strong>Columnas que entendemos:</strong> título (necesaria); tipo, resumen, texto, enlace, archivo, nodo, especialidad, etiquetas, autores, establecimiento (RBD o nombre),
        licencia, visibilidad y fecha. Donde caben varios, sepáralos con punto y coma.
      </p>
      <p>
        <strong>Visibilidad:</strong> pública, miembros, nodo o borrador. Sin decirlo, lo ven quienes tienen cuenta. Lo que no trae resumen, o no dice quién lo hizo ni de qué
        establecimiento es, queda como borrador.
      </p>
      <p>
        <strong>Archivos:</strong> en la columna «archivo» va el nombre que tiene dentro del .zip. Si el .zip no trae tabla, cada archivo queda como borrador, con sus carpetas como
        etiquetas.
      </p>
      <p>Un recurso se reconoce por su enlace, por su archivo y título, o por su título: importar la misma tabla otra vez no crea nada dos veces.</p>
    </Disclosure>
  );
}
