import { useLoaderData } from "@remix-run/react";
import { CollectionFields } from "#app/components/collection-form.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { CollectionInput } from "#app/domain/collections/collection.ts";
import { makeCollection } from "#app/domain/collections/collections.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Form, SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { newId } from "#db/ids.ts";
import { nodesToOffer } from "./collection-access.server.ts";

export const meta = () => pageMeta("Hacer una colección");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx }) => ({ id: newId(), nodes: await nodesToOffer(ctx), constraints: constraintsOf(CollectionInput) }));

export const action = actionWith({ who: "signed_in", input: CollectionInput }, async ({ ctx, input }) => {
  const { slug } = await makeCollection(ctx, input);
  return redirectWithFlash(paths.collection(slug), "Lista. Ahora agrega recursos: en la página de cada uno está «Agregar a una colección».");
});

const FIELDS = { title: "", summary: "", body_md: "", node_id: "", visibility: "members" };

export default function NewCollectionPage() {
  const { id, nodes, constraints } = useLoaderData<typeof loader>();
  const { errors, value } = useSubmission(FIELDS);
  const values = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, value(name)]));
  return (
    <Page title="Hacer una colección" eyebrow={<a href={paths.collections()}>Colecciones</a>} width="narrow" lead="Junta recursos en el orden en que conviene verlos.">
      <Form errors={errors} values={values} constraints={constraints}>
        <input type="hidden" name="collection_id" value={value("collection_id") || id} />
        <CollectionFields nodes={nodes} visibility={value("visibility")} />
        <SubmitBar>
          <Button>Crear la colección</Button>
          <LinkButton to={paths.collections()} kind="quiet">
            Volver
          </LinkButton>
        </SubmitBar>
      </Form>
    </Page>
  );
}
