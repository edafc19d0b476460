import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ActorArchive, ActorPlace, MoveForm, Moves } from "#app/components/actor-facts.tsx";
import { ActorContact, History, InviteForm } from "#app/components/actor-history.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { listContacts, listOpenMeetings } from "#app/domain/stakeholders/contacts.repo.server.ts";
import { listMoves } from "#app/domain/stakeholders/stakeholders.repo.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { isoDate } from "#app/i18n/dates.ts";
import { stakeholderKindLabel } from "#app/i18n/stakeholders.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { ErrorSummary } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { newId } from "#db/ids.ts";
import { actOnActor } from "./actor-acts.server.ts";
import { actorOfPage, editedNode } from "./map-access.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

const CONTACTS = 10;

export { actorSheet as links } from "#app/components/sheets.ts";

export const meta = ({ data: page }: { data: Loaded | undefined }) => (page ? pageMeta(page.actor.name) : []);

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const { nodeId, node, may, actor } = await actorOfPage(ctx, params, url);
  const page = pageFrom(url);
  const history = may.contacts ? await listContacts(ctx.db, ctx.actor, actor.id, { page, size: CONTACTS, now: ctx.now }) : null;
  return {
    node,
    may,
    actor,
    moves: await listMoves(ctx.db, actor.id),
    history: history && paged(history.rows, history.total, page, CONTACTS),
    meetings: may.invites && actor.contact?.email && !actor.archived_at ? await listOpenMeetings(ctx.db, nodeId, ctx.now) : [],
    noteId: newId(),
    today: isoDate(ctx.now),
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => editedNode(ctx, params.slug) }, async ({ ctx, params, form }) => {
  const { nodeId } = await editedNode(ctx, params.slug);
  const { response, submission } = await actOnActor(ctx, { nodeId, slug: params.slug ?? "", actorId: params.actor ?? "" }, form);
  return response ?? data(submission, { status: 422 });
});

export default function StakeholderPage() {
  const page: Loaded = useLoaderData<typeof loader>();
  const { node, may, actor } = page;
  const { errors } = useSubmission();
  return (
    <Page
      title={actor.name}
      eyebrow={<a href={paths.stakeholders(node.slug)}>Mapa de actores de {node.name}</a>}
      lead={stakeholderKindLabel(actor.kind)}
      actions={
        may.edits && (
          <LinkButton to={paths.stakeholderEdit(node.slug, actor.id)} kind="secondary" icon="edit">
            Editar
          </LinkButton>
        )
      }
    >
      <ErrorSummary errors={errors} />
      {actor.archived_at && <Notice kind="info" title="Este actor salió del mapa" />}
      <ActorPlace actor={actor} />
      {may.edits && !actor.archived_at && <MoveForm actor={actor} />}
      {actor.contact && <ActorContact page={page} contact={actor.contact} />}
      <InviteForm page={page} />
      {page.history && <History page={page} history={page.history} />}
      <Moves moves={page.moves} />
      {may.edits && <ActorArchive actor={actor} />}
    </Page>
  );
}
