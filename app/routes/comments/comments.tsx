import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Comments } from "#app/components/comments.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { NameChoices } from "#app/components/name-choices.tsx";
import { COMMENT_MAX } from "#app/domain/comments/comment.ts";
import { commentsOf } from "#app/domain/comments/comments.repo.server.ts";
import { canModerate, canTakePart } from "#app/domain/resources/resource.policy.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { pageFrom } from "#app/http/paging.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Form, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { subjectOfPage } from "../resources/subject-of-page.server.ts";
import { actOnComments, type Refused } from "./comment-acts.server.ts";

export { repositorySheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Comentarios");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const subject = await subjectOfPage(ctx, params.slug);
  const { slug, kind, title } = subject;
  return {
    work: { slug, kind, title },
    comments: await commentsOf(ctx.db, ctx.actor, subject.id, { page: pageFrom(url) }),
    may: { takePart: canTakePart(ctx.actor, subject), moderate: canModerate(ctx.actor, subject) },
    removed: idFrom(url.searchParams, "retirado"),
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => subjectOfPage(ctx, params.slug) }, async ({ ctx, params, form }) => {
  const { slug, kind } = await subjectOfPage(ctx, params.slug);
  const { response, refused } = await actOnComments(ctx, slug, form, { slug, kind });
  return response ?? data(refused, { status: 422 });
});

export default function CommentsPage() {
  const { work, comments, may, removed } = useLoaderData<typeof loader>();
  const refused = useActionData() as Refused | undefined;
  return (
    <Page title="Comentarios" eyebrow={<a href={paths.work(work)}>{work.title}</a>} width="narrow">
      {removed && !refused && (
        <Notice
          kind="info"
          title="El comentario ya no se ve"
          actions={
            <ButtonForm size="small" action={paths.resourceComments(work.slug)} fields={{ intent: "undo", comment_id: removed }}>
              Deshacer
            </ButtonForm>
          }
        />
      )}
      {refused ? <SayAgain slug={work.slug} refused={refused} /> : <Comments work={work} comments={comments} may={may} whole />}
      <LinkButton to={paths.work(work)} kind="quiet" icon="arrow-left">
        Volver
      </LinkButton>
    </Page>
  );
}

/** What was typed, with what has to be cleared up before it is said. */
function SayAgain({ slug, refused }: { slug: string; refused: Refused }) {
  const kept = ["intent", "comment_id", "parent_id", "section"].flatMap((name) => (typeof refused.values[name] === "string" ? [[name, refused.values[name]] as const] : []));
  const { unclear = [] } = refused;
  return (
    <Form action={paths.resourceComments(slug)} errors={refused.errors} values={refused.values}>
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {unclear.length > 0 && (
        <Notice kind="warn" title="Antes de publicar: ¿a quién nombras?">
          <p>Solo se puede avisar a quienes pueden ver esto y son de sus nodos, lo hicieron o ya comentaron.</p>
        </Notice>
      )}
      <TextArea label="Tu comentario" name="body" rows={6} required maxLength={COMMENT_MAX} />
      <NameChoices unclear={unclear} />
      <SubmitBar>
        <Button>{refused.values.intent === "edit" ? "Guardar" : "Publicar"}</Button>
        <LinkButton to={paths.resourceComments(slug)} kind="quiet">
          Descartar
        </LinkButton>
      </SubmitBar>
    </Form>
  );
}
