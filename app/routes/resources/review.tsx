import { useLoaderData } from "@remix-run/react";
import { AttachmentList } from "#app/components/attachments.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { decideReview } from "#app/domain/resources/reviewing.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { longDate } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { ProseHtml } from "#app/ui/card.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Form, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { type ReviewPage, reviewedResource, reviewPage } from "./review-page.server.ts";

export { repositorySheet as links } from "#app/components/sheets.ts";

export const meta = ({ data }: { data: ReviewPage | undefined }) => (data ? pageMeta(`Revisar: ${data.resource.title}`) : []);

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => reviewPage(ctx, params.slug));

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => reviewedResource(ctx, params.slug) }, async ({ ctx, params, form }) => {
  const { resource } = await reviewedResource(ctx, params.slug);
  const accept = form.get("decision") === "accept";
  await decideReview(ctx, resource.id, { accept, note: String(form.get("note") ?? "") });
  const { nodeSlug } = await reviewedResource(ctx, params.slug, { orDecided: true });
  return redirectWithFlash(
    nodeSlug ? paths.nodeResources(nodeSlug) : paths.resources(),
    accept ? "Publicado. Le avisamos a quien lo compartió." : "Lo devolvimos con tu comentario a quien lo compartió.",
  );
});

export default function ReviewResourcePage() {
  const page: ReviewPage = useLoaderData<typeof loader>();
  const { resource, open, fields, files, changes } = page;
  const { errors, value } = useSubmission({ note: "" });
  return (
    <Page
      title={resource.title || "Sin título"}
      eyebrow="Revisar antes de publicar"
      lead={[open.by && `Lo comparte ${open.by}`, `desde el ${longDate(open.asked_at ?? open.updated_at)}`].filter(Boolean).join(", ")}
      width="narrow"
    >
      {resource.version > 0 && (
        <Notice kind="info" title={`Es una nueva versión${open.note ? `: ${open.note}` : ""}`}>
          <p>
            Mientras tanto se ve <a href={paths.work(resource)}>la versión {resource.version}</a>.{" "}
            {changes.length > 0 ? `Cambia: ${changes.map((change) => change.label.toLowerCase()).join(", ")}.` : ""}
          </p>
        </Notice>
      )}
      <dl className="work-version">
        {fields.map((field) => (
          <div key={field.key}>
            <dt>{field.label}</dt>
            {field.html ? (
              <dd>
                <ProseHtml html={field.html} />
              </dd>
            ) : (
              <dd className="work-said">{field.text}</dd>
            )}
          </div>
        ))}
      </dl>
      {files.length > 0 && (
        <Section title="Archivos">
          <AttachmentList files={files} />
        </Section>
      )}
      <Section title="Tu decisión">
        <Form errors={errors} values={{ note: value("note") }}>
          <TextArea
            label="Un comentario para quien lo comparte"
            name="note"
            rows={3}
            maxLength={2_000}
            hint="Si lo devuelves, di qué falta. Si lo publicas, puedes dejarlo vacío."
          />
          <SubmitBar>
            <Button name="decision" value="accept" icon="check">
              Publicar
            </Button>
            <Button name="decision" value="return" kind="secondary">
              Devolver
            </Button>
            <LinkButton to={paths.home()} kind="quiet">
              Decidir después
            </LinkButton>
          </SubmitBar>
        </Form>
      </Section>
    </Page>
  );
}
