import { data, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CircleForm } from "#app/components/circle-form.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { canCreateGeneral, canCreateNodeCircle, canCreateSubcircle } from "#app/domain/circles/circle.policy.ts";
import { CircleInput } from "#app/domain/circles/circle.ts";
import { findCircle, findGoverning } from "#app/domain/circles/circles.repo.server.ts";
import { createCircle, type Place } from "#app/domain/circles/circles.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { forbidden, notFound } from "#app/domain/errors.ts";
import { nodeBySlug } from "#app/domain/nodes/nodes.server.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf, parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Page } from "#app/ui/layout.tsx";
import { newId } from "#db/ids.ts";
import { refusedKindly } from "./circle-access.server.ts";

export const meta = () => pageMeta("Crear un círculo");

const constraints = constraintsOf(CircleInput);

interface Begun {
  title: string;
  lead: string;
  values: { name: string; purpose: string; domain: string };
  /** Who coordinates the node goes on in the new circle. */
  node: boolean;
  back: string;
}

/** Where the new circle would stand, by the address: ?nodo=, ?padre=, or the general one. */
function placeOf(url: URL): Place {
  const node = url.searchParams.get("nodo");
  const parent = url.searchParams.get("padre");
  if (node) return { node };
  return parent ? { parent: idFrom(url.searchParams, "padre") } : { general: true };
}

async function begun(ctx: Ctx, place: Place): Promise<Begun> {
  const purpose = "";
  if ("node" in place) {
    const node = await nodeBySlug(ctx.db, place.node);
    if (!canCreateNodeCircle(ctx.actor, node.id)) throw forbidden();
    const there = await findGoverning(ctx.db, node.id);
    if (there) throw redirect(paths.circle(there.id));
    const lead = "Un círculo es el grupo que gobierna el nodo: reparte roles por un tiempo y decide escuchando a todas las personas.";
    return {
      title: `Crear el círculo de ${node.name}`,
      lead,
      values: { name: `Círculo de ${node.name}`.slice(0, 90), purpose, domain: "" },
      node: true,
      back: paths.node(node.slug),
    };
  }
  if ("parent" in place) {
    const parent = await findCircle(ctx.db, place.parent);
    if (!parent) throw notFound();
    if (!canCreateSubcircle(ctx.actor, parent)) throw forbidden();
    const lead = `Se hace cargo de una parte del trabajo de ${parent.name} y se une a él por dos personas.`;
    return { title: "Crear un subcírculo", lead, values: { name: "", purpose, domain: "" }, node: false, back: paths.circle(parent.id) };
  }
  if (!canCreateGeneral(ctx.actor)) throw forbidden();
  const there = await findGoverning(ctx.db, null);
  if (there) throw redirect(paths.circle(there.id));
  const lead = "Reúne a quienes enlazan los círculos de los nodos. Cada nodo que tenga círculo quedará dentro de él.";
  return { title: "Crear el círculo general", lead, values: { name: "Círculo general de la red", purpose, domain: "" }, node: false, back: paths.circles() };
}

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, url }) => {
  const found = await begun(ctx, placeOf(url));
  return { ...found, values: { ...found.values, quorum: 60, method: "consent", logbook: "network" }, id: newId(), constraints };
});

export const action = actionWith({ who: "signed_in" }, async ({ ctx, url, form }) => {
  const place = placeOf(url);
  // Made already, by the same button or by somebody else: leads to it.
  await begun(ctx, place);
  const parsed = parseForm(form, CircleInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  try {
    const { id } = await createCircle(ctx, place, parsed.value, idFrom(form, "id") || newId());
    return redirectWithFlash(paths.circle(id), "El círculo está creado, con sus cuatro roles de base. Ahora suma a sus integrantes.");
  } catch (error) {
    return refusedKindly(error, "node" in place ? paths.node(place.node) : paths.circles());
  }
});

export default function NewCirclePage() {
  const { title, lead, values, node, back, id, constraints: limits } = useLoaderData<typeof loader>();
  return (
    <Page title={title} lead={lead} width="narrow">
      {node && (
        <Notice kind="info" title="Nadie pierde su lugar">
          <p>Quienes hoy coordinan el nodo siguen coordinando: pasan al rol Coordinador/a del círculo, con un período de un año.</p>
        </Notice>
      )}
      <CircleForm defaults={values} constraints={limits} hidden={{ id }}>
        <Button>Crear el círculo</Button>
        <LinkButton to={back} kind="quiet">
          Volver sin crear
        </LinkButton>
      </CircleForm>
    </Page>
  );
}
