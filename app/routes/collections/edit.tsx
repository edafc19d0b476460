import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CollectionFields } from "#app/components/collection-form.tsx";
import { CollectionItems } from "#app/components/collection-items.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { CollectionInput } from "#app/domain/collections/collection.ts";
import { listItems } from "#app/domain/collections/collections.repo.server.ts";
import { changeCollection, setCollectionArchived } from "#app/domain/collections/collections.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf, parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Form, SubmitBar } from "#app/ui/form.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { editedCollection, nodesToOffer } from "./collection-access.server.ts";
import { actOnItems, removedFrom } from "./item-acts.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { repositorySheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Editar la colección");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const { id, slug, title, summary, body_md, visibility, node_id, archived_at } = await editedCollection(ctx, params.slug);
  return {
    collection: { id, slug, title, archived: archived_at !== null },
    values: { title, summary, body_md, visibility, node_id: node_id ?? "" },
    items: await listItems(ctx.db, ctx.actor, id),
    nodes: await nodesToOffer(ctx, node_id),
    constraints: constraintsOf(CollectionInput),
    removed: removedFrom(url),
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => editedCollection(ctx, params.slug) }, async ({ ctx, params, form }) => {
  const { id, slug } = await editedCollection(ctx, params.slug);
  const act = form.get("act");
  if (act === "archive" || act === "restore") {
    await setCollectionArchived(ctx, id, act === "archive");
    const said = act === "archive" ? "Quedó archivada: solo la ve quien la hizo, y puede volver a mostrarla." : "La colección está de vuelta.";
    return redirectWithFlash(act === "archive" ? paths.ownResources({ ver: "colecciones" }) : paths.collectionEdit(slug), said);
  }
  if (act) {
    const { response, submission } = await actOnItems(ctx, { id, slug }, form);
    return response ?? data(submission, { status: 422 });
  }
  form.set("collection_id", id);
  const parsed = parseForm(form, CollectionInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  await changeCollection(ctx, id, parsed.value);
  return redirectWithFlash(paths.collection(slug), "Guardado.");
});

export default function EditCollectionPage() {
  const { collection, values: stored, items, nodes, constraints, removed }: Loaded = useLoaderData<typeof loader>();
  const { errors, value } = useSubmission(stored);
  const values = Object.fromEntries(Object.keys(stored).map((name) => [name, value(name)]));
  return (
    <Page title="Editar la colección" eyebrow={<a href={paths.collection(collection.slug)}>{collection.title}</a>} width="narrow">
      {removed && (
        <Notice
          kind="info"
          title="El recurso salió de la colección"
          actions={
            <ButtonForm size="small" fields={{ act: "put_back", ...removed }}>
              Deshacer
            </ButtonForm>
          }
        />
      )}
      <Section title="Recursos en orden" id="recursos">
        {items.length === 0 ? <p className="hint">Todavía no hay: en la página de cada recurso está «Agregar a una colección».</p> : <CollectionItems items={items} />}
      </Section>
      <Section title="La colección" id="datos">
        <Form errors={errors} values={values} constraints={constraints}>
          <CollectionFields nodes={nodes} visibility={value("visibility")} />
          <SubmitBar>
            <Button>Guardar</Button>
            <LinkButton to={paths.collection(collection.slug)} kind="quiet">
              Volver a la colección
            </LinkButton>
          </SubmitBar>
        </Form>
      </Section>
      <ButtonForm kind="quiet" fields={{ act: collection.archived ? "restore" : "archive" }}>
        {collection.archived ? "Volver a mostrar la colección" : "Archivar la colección"}
      </ButtonForm>
    </Page>
  );
}
