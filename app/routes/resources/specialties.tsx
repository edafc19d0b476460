import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { AdminTabs } from "#app/components/admin-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { archiveSpecialty, listSpecialties, moveSpecialty, type Specialty, SpecialtyInput, saveSpecialty } from "#app/domain/resources/specialties.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, ButtonForm } from "#app/ui/button.tsx";
import { Badge, Item, ItemList } from "#app/ui/card.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { ErrorSummary, Field, Form, SubmitBar } from "#app/ui/form.tsx";
import { Cluster, Page, Section } from "#app/ui/layout.tsx";

export { repositorySheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Especialidades");

export const loader = loaderWith({ who: "admin" }, async ({ ctx }) => ({ specialties: await listSpecialties(ctx.db, { archived: true }) }));

const ActInput = z.object({ id: z.string().regex(/^[a-z0-9-]{1,80}$/, "choice"), act: z.enum(["up", "down", "archive", "restore"], "choice") });

export const action = actionWith({ who: "admin" }, async ({ ctx, form }) => {
  const here = paths.adminSpecialties();
  if (form.get("act") === "save") {
    const parsed = parseForm(form, SpecialtyInput);
    if (!parsed.ok) return data(parsed.submission, { status: 422 });
    await saveSpecialty(ctx, parsed.value);
    return redirectWithFlash(here, `Guardamos «${parsed.value.name}».`);
  }
  const parsed = parseForm(form, ActInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  const { id, act } = parsed.value;
  if (act === "up" || act === "down") await moveSpecialty(ctx, id, act);
  else await archiveSpecialty(ctx, id, act === "archive");
  return redirectWithFlash(`${here}#${id}`, act === "up" || act === "down" ? "Cambiamos el orden." : act === "archive" ? "Ya no se ofrece al compartir." : "Vuelve a ofrecerse.");
});

export default function SpecialtiesPage() {
  const { specialties } = useLoaderData<typeof loader>();
  const { errors, value } = useSubmission({});
  const editing = value("id");
  return (
    <Page
      title="Especialidades"
      eyebrow="Administración"
      lead="La lista de la que se elige al compartir un recurso. Lo que ya se compartió conserva su especialidad aunque aquí se archive o cambie de nombre."
      width="narrow"
    >
      <AdminTabs current="specialties" />
      {editing !== "" && <ErrorSummary errors={errors} />}
      <Section title="Agregar una">
        <Form errors={editing === "" ? errors : {}} values={editing === "" ? { name: value("name"), sector: value("sector") } : {}}>
          <input type="hidden" name="act" value="save" />
          <Field label="Nombre" name="name" required maxLength={100} autoComplete="off" />
          <Field label="Sector" name="sector" required maxLength={80} autoComplete="off" />
          <SubmitBar>
            <Button icon="plus">Agregar</Button>
          </SubmitBar>
        </Form>
      </Section>
      <Section title="En este orden">
        <ItemList label="Especialidades" dense>
          {specialties.map((one, index) => (
            <Row key={one.id} one={one} first={index === 0} last={index === specialties.length - 1} />
          ))}
        </ItemList>
      </Section>
    </Page>
  );
}

function Row({ one, first, last }: { one: Specialty; first: boolean; last: boolean }) {
  const act = (act: string) => ({ act, id: one.id });
  return (
    <Item title={<span id={one.id}>{one.name}</span>} meta={<span>{one.sector}</span>} trail={one.archived_at ? <Badge>Archivada</Badge> : undefined}>
      <Disclosure
        summary={
          <>
            Cambiar<span className="visually-hidden"> {one.name}</span>
          </>
        }
      >
        <form method="post" className="form">
          <input type="hidden" name="act" value="save" />
          <input type="hidden" name="id" value={one.id} />
          <Field label="Nombre" name="name" id={`name-${one.id}`} value={one.name} required maxLength={100} />
          <Field label="Sector" name="sector" id={`sector-${one.id}`} value={one.sector} required maxLength={80} />
          <Button kind="secondary" size="small">
            Guardar
          </Button>
        </form>
        <Cluster>
          {!first && (
            <ButtonForm kind="quiet" size="small" fields={act("up")} label={`Subir ${one.name}`}>
              Subir
            </ButtonForm>
          )}
          {!last && (
            <ButtonForm kind="quiet" size="small" fields={act("down")} label={`Bajar ${one.name}`}>
              Bajar
            </ButtonForm>
          )}
          <ButtonForm kind="quiet" size="small" fields={act(one.archived_at ? "restore" : "archive")} label={`${one.archived_at ? "Devolver" : "Archivar"} ${one.name}`}>
            {one.archived_at ? "Devolver a la lista" : "Archivar"}
          </ButtonForm>
        </Cluster>
      </Disclosure>
    </Item>
  );
}
