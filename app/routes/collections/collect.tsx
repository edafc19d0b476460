import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { CollectionInput } from "#app/domain/collections/collection.ts";
import { listEditable } from "#app/domain/collections/collections.repo.server.ts";
import { addItem, makeCollection } from "#app/domain/collections/collections.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { nodesCurated } from "#app/domain/resources/resource.policy.ts";
import { line } from "#app/domain/text.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Field, Form, RadioGroup, SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { isId, newId } from "#db/ids.ts";
import { subjectOfPage } from "../resources/subject-of-page.server.ts";

export const meta = () => pageMeta("Agregar a una colección");

const CollectInput = z
  .object({
    collection_id: z.string("choice").refine((value) => value === "new" || isId(value), "choice"),
    new_id: z.string("required").refine(isId, "required"),
    title: line(160).or(z.literal("")).optional(),
  })
  .refine(({ collection_id, title }) => collection_id !== "new" || Boolean(title), { path: ["title"], message: "required" });

async function publishedOfPage(ctx: Ctx, slug: string | undefined) {
  const subject = await subjectOfPage(ctx, slug);
  if (subject.state !== "published") throw notFound();
  return subject;
}

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const { id, slug, kind, title } = await publishedOfPage(ctx, params.slug);
  return { work: { slug, kind, title }, collections: await listEditable(ctx.db, ctx.actor, nodesCurated(ctx.actor), id), newId: newId() };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => publishedOfPage(ctx, params.slug), input: CollectInput }, async ({ ctx, params, input }) => {
  const work = await publishedOfPage(ctx, params.slug);
  const { collection_id, new_id, title } = input;
  if (collection_id === "new") {
    const { slug } = await makeCollection(ctx, CollectionInput.parse({ collection_id: new_id, title, visibility: "mine" }), work.id);
    return redirectWithFlash(paths.collection(slug), "Lista. Por ahora solo tú la ves; en «Editar» eliges quién más.");
  }
  await addItem(ctx, collection_id, work.id);
  return redirectWithFlash(paths.work(work), "Quedó en la colección.");
});

export default function CollectPage() {
  const { work, collections, newId } = useLoaderData<typeof loader>();
  const { errors, value } = useSubmission();
  const chosen = value("collection_id") || collections.find((collection) => collection.holds === 0)?.id || "new";
  return (
    <Page title="Agregar a una colección" eyebrow={<a href={paths.work(work)}>{work.title}</a>} width="narrow">
      <Form errors={errors}>
        <input type="hidden" name="new_id" value={value("new_id") || newId} />
        <RadioGroup
          legend="A cuál"
          name="collection_id"
          value={chosen}
          options={[
            ...collections.map(({ id, title, holds }) => ({ value: id, label: title, disabled: holds === 1, hint: holds === 1 ? "Ya está en ella" : undefined })),
            { value: "new", label: "A una nueva" },
          ]}
        />
        <Field label="Título de la nueva" name="title" maxLength={160} value={value("title")} hint="Solo si es a una nueva." />
        <SubmitBar>
          <Button>Agregar</Button>
          <LinkButton to={paths.work(work)} kind="quiet">
            Volver
          </LinkButton>
        </SubmitBar>
      </Form>
    </Page>
  );
}
