import { useLoaderData } from "@remix-run/react";
import { ActorForm } from "#app/components/actor-form.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { forbidden } from "#app/domain/errors.ts";
import { StakeholderInput } from "#app/domain/stakeholders/stakeholder.ts";
import { listNodePeople } from "#app/domain/stakeholders/stakeholders.repo.server.ts";
import { addStakeholder } from "#app/domain/stakeholders/stakeholders.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Page } from "#app/ui/layout.tsx";
import { newId } from "#db/ids.ts";
import { editedNode, mapOfPage } from "./map-access.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

const constraints = constraintsOf(StakeholderInput);

export { actorSheet as links } from "#app/components/sheets.ts";

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? pageMeta(`Agregar un actor, ${data.node.name}`) : []);

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const { nodeId, node, may } = await mapOfPage(ctx, params.slug, url);
  if (!may.edits) throw forbidden();
  const names = (await listNodePeople(ctx.db, nodeId)).map((person) => person.name);
  return { node, id: newId(), names, contacts: may.contacts, constraints };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => editedNode(ctx, params.slug), input: StakeholderInput }, async ({ ctx, params, input }) => {
  const { nodeId } = await editedNode(ctx, params.slug);
  await addStakeholder(ctx, nodeId, input);
  return redirectWithFlash(paths.stakeholder(params.slug ?? "", input.id), `${input.name} está en el mapa.`);
});

export default function ActorNewPage() {
  const { node, id, names, contacts, constraints: limits }: Loaded = useLoaderData<typeof loader>();
  return (
    <Page title="Agregar un actor" eyebrow={<a href={paths.stakeholders(node.slug)}>Mapa de actores de {node.name}</a>} width="narrow">
      <ActorForm id={id} stored={{ power: 50, interest: 50 }} constraints={limits} names={names} contacts={contacts} cancelTo={paths.stakeholders(node.slug)} />
    </Page>
  );
}
