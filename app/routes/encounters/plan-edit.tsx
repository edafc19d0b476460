import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { PlanForm } from "#app/components/plan-forms.tsx";
import { PlanRows } from "#app/components/plan-rows.tsx";
import { budgetSentence } from "#app/components/plan-words.ts";
import { formatClp } from "#app/domain/encounters/clp.ts";
import { budgetTotals, PLAN_PARTS, type PlanPart, planPart } from "#app/domain/encounters/encounter.ts";
import { managedPlan, type PlanContent, readPlan } from "#app/domain/encounters/encounters.server.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Page, Section } from "#app/ui/layout.tsx";
import { Tabs } from "#app/ui/wayfinding.tsx";
import { newId } from "#db/ids.ts";
import { changePlan, constraintsOfPart } from "./plan-edit.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { workSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Editar el plan de encuentro");
export const handle = { scripts: ["/js/event-search.js"] };

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const event = await managedPlan(ctx, params.id ?? "");
  const part = planPart(url.searchParams.get("parte"));
  const content = await readPlan(ctx, event.id);
  const row = rowOf(content, part, idFrom(url.searchParams, "fila"));
  const crew = new Map(content.duties.filter((duty) => duty.person_id && !duty.declined_at).map((duty) => [duty.person_id as string, duty.name]));
  for (const task of content.tasks) if (task.person_id) crew.set(task.person_id, task.name);
  crew.set(ctx.actor.id, ctx.actor.name);
  return {
    event: { id: event.id, title: event.title },
    part,
    content,
    id: row?.id ?? newId(),
    changing: row !== null,
    values: row?.values ?? {},
    chosenSchool: row?.school ?? null,
    chosenWork: row?.work ?? null,
    crew: [...crew].map(([id, name]) => ({ id, name })),
    constraints: constraintsOfPart(part),
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => managedPlan(ctx, params.id ?? "") }, async ({ ctx, params, form, url }) =>
  changePlan(ctx, params.id ?? "", planPart(url.searchParams.get("parte")), form),
);

interface Chosen {
  id: string;
  values: Record<string, string>;
  school?: { id: string; name: string; comuna: string } | null;
  work?: { id: string; title: string } | null;
}

const texts = (row: object): Record<string, string> =>
  Object.fromEntries(Object.entries(row).flatMap(([key, value]) => (value === null || value === undefined ? [] : [[key, String(value)]])));

/** The row that is to be changed, as its form shows it; of the purpose, the one there is. */
function rowOf({ plan, tasks, actors, experiences, budget }: PlanContent, part: PlanPart, id: string): Chosen | null {
  if (part === "proposito") return { id: "", values: texts(plan ?? {}) };
  const task = part === "tareas" && tasks.find((row) => row.id === id);
  if (task) return { id, values: texts(task) };
  const actor = part === "actores" && actors.find((row) => row.id === id);
  if (actor) return { id, values: texts(actor) };
  const item = part === "presupuesto" && budget.find((row) => row.id === id);
  if (item) return { id, values: { ...texts(item), amount: formatClp(item.amount), confirmed: item.confirmed_at ? "1" : "" } };
  const shown = part === "experiencias" && experiences.find((row) => row.id === id);
  if (!shown) return null;
  const work = shown.resource_id ? { id: shown.resource_id, title: shown.title } : null;
  return { id, values: texts(shown), work, school: shown.establishment_id ? { id: shown.establishment_id, name: shown.school ?? "", comuna: "" } : null };
}

const TITLES: Record<PlanPart, { tab: string; add: string; change: string }> = {
  proposito: { tab: "Propósito", add: "Propósito", change: "Propósito" },
  roles: { tab: "Roles", add: "Pedir ayuda", change: "Pedir ayuda" },
  tareas: { tab: "Tareas", add: "Agregar una tarea", change: "Cambiar la tarea" },
  actores: { tab: "Actores", add: "Agregar un actor externo", change: "Cambiar el actor" },
  experiencias: { tab: "Experiencias", add: "Agregar una experiencia", change: "Cambiar la experiencia" },
  presupuesto: { tab: "Presupuesto", add: "Agregar un gasto", change: "Cambiar el gasto" },
};

export default function PlanEditPage() {
  const page: Loaded = useLoaderData<typeof loader>();
  const { event, part, content, changing, id } = page;
  const own = changing && part !== "proposito";
  return (
    <Page title="Editar el plan" eyebrow={<a href={paths.eventPlan(event.id)}>{event.title}</a>} lead="Cada parte se guarda por separado." width="narrow">
      <Tabs label="Partes del plan" tabs={PLAN_PARTS.map((each) => ({ to: paths.eventPlanEdit(event.id, each), label: TITLES[each].tab, current: each === part }))} />
      {part === "presupuesto" && <p>{budgetSentence(budgetTotals(content.budget))}</p>}
      <PlanRows part={part} content={content} eventId={event.id} here={own ? id : null} />
      <Section title={own ? TITLES[part].change : TITLES[part].add} id="datos">
        <PlanForm {...page} eventId={event.id} changing={own} />
      </Section>
    </Page>
  );
}
