import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { AdminTabs } from "#app/components/admin-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { RecentImports } from "#app/components/recent-imports.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { invalid } from "#app/domain/errors.ts";
import { listImports } from "#app/domain/imports/imports.repo.server.ts";
import { checkImport } from "#app/domain/imports/imports.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { FileField, Form, RadioGroup, SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";

export const meta = () => pageMeta("Importar");

export const loader = loaderWith({ who: "admin" }, async ({ ctx }) => ({ recent: await listImports(ctx.db, 10) }));

const Input = z.object({ kind: z.enum(["establishments", "people"], "choice"), file: z.instanceof(File, { message: "file_required" }) });

export const action = actionWith({ who: "admin", input: Input }, async ({ ctx, input }) => {
  if (input.file.size === 0) throw invalid("file", "file_required");
  const id = await checkImport(ctx, input.kind, input.file.name, new Uint8Array(await input.file.arrayBuffer()));
  return redirect(paths.adminImportRun(id), 303);
});

export default function Import() {
  const { recent } = useLoaderData<typeof loader>();
  const { errors, value } = useSubmission({ kind: "establishments" });
  return (
    <Page title="Importar desde un archivo" lead="Primero revisamos el archivo y te mostramos, línea por línea, qué pasaría. Nada se guarda hasta que digas que sí.">
      <AdminTabs current="import" />
      <Form errors={errors} encType="multipart/form-data">
        <RadioGroup
          legend="¿Qué trae el archivo?"
          name="kind"
          value={value("kind")}
          options={[
            { value: "establishments", label: "Establecimientos" },
            { value: "people", label: "Personas" },
          ]}
          layout="segmented"
        />
        <FileField label="Archivo CSV" name="file" accept=".csv,text/csv,text/plain" hint="Desde Excel: Guardar como, «CSV UTF-8». Hasta 8 MB y 30.000 líneas." required />
        <SubmitBar>
          <Button icon="upload">Revisar el archivo</Button>
        </SubmitBar>
      </Form>
      <p>
        ¿Traes material del repositorio? <a href={paths.adminResourcesImport()}>Importar recursos desde una tabla o una carpeta</a>
      </p>
      <ColumnsHelp />
      <RecentImports runs={recent} />
    </Page>
  );
}

function ColumnsHelp() {
  return (
    <Disclosure summary="Qué columnas entendemos">
      <p>
        <strong>Establecimientos:</strong> nombre y comuna (necesarias); rbd, dependencia, rural, año de ingreso, especialidades (separadas por punto y coma), territorio o nodo.
      </p>
      <p>
        <strong>Personas:</strong> correo y nombre (necesarias); establecimiento (nombre o RBD), cargo, organización, especialidad, nodos (separados por punto y coma), contraparte
        (sí).
      </p>
      <p>Una celda vacía no borra nada. Un establecimiento se reconoce por su RBD, o por su nombre y comuna; una persona, por su correo.</p>
    </Disclosure>
  );
}
