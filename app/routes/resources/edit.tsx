import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { AboutFields, WhatFields } from "#app/components/resource-form.tsx";
import { NewerDraft, ResourceKeeping, WaitsForReview } from "#app/components/resource-keeping.tsx";
import { PublishStep } from "#app/components/resource-publish.tsx";
import { ResourceSteps } from "#app/components/resource-steps.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { isResourceKind } from "#app/domain/resources/content.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { ErrorSummary, Form, SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { actOnDraft, editedResource, editPage } from "./edit-page.server.ts";
import type { ResourceFormReply } from "./resource-form.server.ts";

export { repositorySheet as links } from "#app/components/sheets.ts";
export const handle = { scripts: ["/js/upload.js"] };

export type EditLoaded = Awaited<ReturnType<typeof loader>>;

export const meta = ({ data: page }: { data: EditLoaded | undefined }) => (page ? pageMeta(`Editar ${page.resource.title}`) : []);

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => editPage(ctx, params.slug, url.searchParams.get("paso")));

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => editedResource(ctx, params.slug) }, async ({ ctx, params, form }) => {
  const done = await actOnDraft(ctx, await editedResource(ctx, params.slug), form);
  return "submission" in done ? data(done.submission, { status: 422 }) : done;
});

export default function EditResourcePage() {
  const page: EditLoaded = useLoaderData<typeof loader>();
  const { resource, open, step } = page;
  const locked = open?.state === "in_review";
  return (
    <Page
      title={resource.title || "Sin título"}
      eyebrow={<a href={resource.version > 0 ? paths.resource(resource.slug) : paths.ownResources()}>{resource.version > 0 ? "Ver el recurso" : "Mi repositorio"}</a>}
      lead={resource.version > 0 ? "Lo que cambies aquí queda como borrador de una nueva versión: lo publicado sigue a la vista hasta que la publiques." : undefined}
      width="narrow"
    >
      <ResourceSteps slug={resource.slug} step={step} />
      {open?.state === "draft" && open.decision_note !== "" && (
        <Notice kind="warn" title="Volvió de la revisión con un comentario">
          <p className="work-said">{open.decision_note}</p>
        </Notice>
      )}
      {locked ? <WaitsForReview slug={resource.slug} /> : step === "publicar" ? <Publish page={page} /> : <Step page={page} />}
      <ResourceKeeping page={page} />
    </Page>
  );
}

function Publish({ page }: { page: EditLoaded }) {
  const { errors } = useSubmission();
  return (
    <>
      <ErrorSummary errors={errors} />
      <PublishStep page={page} />
    </>
  );
}

function Step({ page }: { page: EditLoaded }) {
  const { step, values, about, open, resource } = page;
  const reply = useActionData() as ResourceFormReply | undefined;
  const form = useSubmission(values);
  const lists = new Set(["school_ids", "node_ids", "specialty_ids", "levels"]);
  const stored = Object.fromEntries([...Object.keys(values), "school_q"].map((name) => [name, lists.has(name) ? form.values(name) : form.value(name)]));
  const typedKind = form.value("kind");
  const kind = isResourceKind(typedKind) ? typedKind : resource.kind;
  const found = reply?.schools ? { words: form.value("school_q") } : null;
  const schools = reply?.schools ?? about?.schools ?? [];
  return (
    <>
      {reply?.newer && <NewerDraft newer={reply.newer} names={step === "sobre" ? "about" : "what"} />}
      <Form errors={form.errors} values={stored}>
        {/* Enter in any field sends the form by its first button: this one, not the search for schools. */}
        <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true">
          Guardar
        </button>
        <input type="hidden" name="act" value={about ? "about" : "what"} />
        <input type="hidden" name="seen" value={reply?.newer?.seen ?? (form.refused ? form.value("seen") : (open?.seen ?? ""))} />
        {about ? <AboutFields options={{ ...about, schools }} form={form} found={found} /> : <WhatFields kind={kind} form={form} />}
        <SubmitBar>
          <Button>Guardar y seguir</Button>
          <LinkButton to={resource.version > 0 ? paths.resource(resource.slug) : paths.ownResources()} kind="quiet">
            Volver sin guardar
          </LinkButton>
        </SubmitBar>
      </Form>
    </>
  );
}
