import { useLoaderData } from "@remix-run/react";
import { ActorForm } from "#app/components/actor-form.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { forbidden, notFound } from "#app/domain/errors.ts";
import { quadrantOf, StakeholderInput } from "#app/domain/stakeholders/stakeholder.ts";
import { type ListedActor, listNodePeople } from "#app/domain/stakeholders/stakeholders.repo.server.ts";
import { editStakeholder } from "#app/domain/stakeholders/stakeholders.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Page } from "#app/ui/layout.tsx";
import { actorOfPage, editedNode, movedWords } from "./map-access.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

const constraints = constraintsOf(StakeholderInput);

export { actorSheet as links } from "#app/components/sheets.ts";

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? pageMeta(`Editar ${data.name}`) : []);

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const { nodeId, node, may, actor } = await actorOfPage(ctx, params, url);
  if (!may.edits) throw forbidden();
  const names = (await listNodePeople(ctx.db, nodeId)).map((person) => person.name);
  return { node, id: actor.id, name: actor.name, stored: storedOf(actor), quadrant: quadrantOf(actor), names, contacts: may.contacts, constraints };
});

/** What the form begins with. */
function storedOf({ name, kind, power, interest, strategy, owner_name, next_step, next_on, updated_at, contact }: ListedActor): Record<string, string | number> {
  const fields = { name, kind, power, interest, strategy, owner_name, next_step, next_on: next_on ?? "", seen: updated_at };
  return contact ? { ...fields, contact_name: contact.name, contact_email: contact.email ?? "", contact_phone: contact.phone } : fields;
}

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => editedNode(ctx, params.slug), input: StakeholderInput }, async ({ ctx, params, input }) => {
  if (input.id !== params.actor) throw notFound();
  const { nodeId } = await editedNode(ctx, params.slug);
  const changed = await editStakeholder(ctx, nodeId, input);
  return redirectWithFlash(paths.stakeholder(params.slug ?? "", input.id), changed.overtook ? movedWords(changed) : "Guardamos los cambios.");
});

export default function ActorEditPage() {
  const { node, name, ...form }: Loaded = useLoaderData<typeof loader>();
  const back = paths.stakeholder(node.slug, form.id);
  return (
    <Page title={`Editar ${name}`} eyebrow={<a href={paths.stakeholders(node.slug)}>Mapa de actores de {node.name}</a>} width="narrow">
      <ActorForm {...form} cancelTo={back} />
    </Page>
  );
}
