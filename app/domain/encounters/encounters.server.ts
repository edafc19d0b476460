/** Preparing an encounter: the plan's parts, each saved for itself. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { canManage } from "#app/domain/events/event.policy.ts";
import { isAllDay } from "#app/domain/events/event.ts";
import type { EventDetail } from "#app/domain/events/event-rows.ts";
import type { LockedEvent } from "#app/domain/events/event-writes.repo.server.ts";
import { findVisibleEvent } from "#app/domain/events/events.repo.server.ts";
import { heldByManager } from "#app/domain/events/managing.server.ts";
import { readRules, replaceRules } from "#app/domain/invitations/audience.repo.server.ts";
import { inviteCalled } from "#app/domain/invitations/inviting.server.ts";
import { findOffered, openExperiences } from "#app/domain/replications/showings.repo.server.ts";
import { isId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { type ActorInput, type BudgetInput, type ExperienceInput, type PurposeInput, ROWS_MAX, type TaskInput } from "./encounter.ts";
import {
  countRows,
  deleteRow,
  ensurePlan,
  findPlan,
  hasRow,
  holdsDuty,
  listActors,
  listBudget,
  listDuties,
  listExperiences,
  listTasks,
  moveRow,
  type OrderedTable,
  putRow,
  setActorState,
  setTaskDone,
  upsertPlan,
} from "./encounters.repo.server.ts";

/** The meeting of a plan, for whoever manages it or has a duty in it; to all others it does not exist. */
export async function eventOfPlan(ctx: Ctx, id: string): Promise<{ event: EventDetail; manages: boolean }> {
  const { actor } = ctx;
  if (!actor) throw new DomainError("signed_out");
  if (!isId(id)) throw notFound();
  // Whoever helps to prepare a draft sees it too, so it is asked for as administration would; who is let in is said below.
  const event = await findVisibleEvent(ctx.db, { ...actor, admin: true }, id, ctx.now);
  if (!event || isAllDay(event.kind)) throw notFound();
  if (canManage(actor, event)) return { event, manages: true };
  if (!(await holdsDuty(ctx.db, id, actor))) throw notFound();
  return { event, manages: false };
}

/** Everything that stands in the plan. Six queries. */
export async function readPlan(ctx: Ctx, eventId: string) {
  return {
    plan: await findPlan(ctx.db, eventId),
    duties: await listDuties(ctx.db, eventId),
    tasks: await listTasks(ctx.db, eventId),
    actors: await listActors(ctx.db, eventId),
    experiences: await listExperiences(ctx.db, eventId),
    budget: await listBudget(ctx.db, eventId),
  };
}

/** Of the experiences of a plan, the pages in the repository that the reader may open: id of the resource -> slug. */
export const sheetsOfPlan = (ctx: Ctx, experiences: readonly { resource_id: string | null }[]) =>
  openExperiences(
    ctx.db,
    ctx.actor,
    experiences.flatMap((one) => one.resource_id ?? []),
  );

export type PlanContent = Awaited<ReturnType<typeof readPlan>>;

async function changing<T>(ctx: Ctx, eventId: string, act: (tx: Ctx, event: LockedEvent) => Promise<T>): Promise<T> {
  return inTransaction(ctx, async (tx) => {
    const event = await heldByManager(tx, eventId);
    if (isAllDay(event.kind)) throw notFound();
    const result = await act(tx, event);
    await ensurePlan(tx.db, eventId, tx.now, tx.actor?.id ?? null);
    return result;
  });
}

export async function savePurpose(ctx: Ctx, eventId: string, input: PurposeInput): Promise<void> {
  await changing(ctx, eventId, (tx) => upsertPlan(tx.db, { event_id: eventId, ...input, updated_at: tx.now, updated_by: tx.actor?.id ?? null }));
}

async function refuseFull(tx: Ctx, table: OrderedTable, eventId: string, id: string): Promise<void> {
  if (!(await hasRow(tx.db, table, eventId, id)) && (await countRows(tx.db, table, eventId)) >= ROWS_MAX) throw invalid("", "plan_full");
}

/** A new one, or the one with that id. Whoever does it is one of those with a duty, oneself, or a name. */
export async function saveTask(ctx: Ctx, eventId: string, input: TaskInput): Promise<void> {
  await changing(ctx, eventId, async (tx) => {
    await refuseFull(tx, "event_tasks", eventId, input.id);
    const { id, title, due_on } = input;
    const who = await whoDoes(tx, eventId, input);
    const row = (await listTasks(tx.db, eventId)).find((task) => task.id === id);
    await putRow(tx.db, "event_tasks", eventId, { id, title, due_on, ...who, done_at: row?.done_at ?? null, done_by: row?.done_by ?? null });
  });
}

async function whoDoes(tx: Ctx, eventId: string, { person_id, name }: TaskInput): Promise<{ person_id: string | null; name: string }> {
  if (!person_id) return { person_id: null, name };
  if (person_id === tx.actor?.id) return { person_id, name: tx.actor.name };
  const duty = (await listDuties(tx.db, eventId)).find((one) => one.person_id === person_id);
  const kept = duty ?? (await listTasks(tx.db, eventId)).find((task) => task.person_id === person_id);
  if (!kept) throw invalid("person_id", "not_found");
  return { person_id, name: kept.name };
}

/** Done, or not done after all: by whoever manages the meeting, and by whoever has a duty in it. */
export async function setDone(ctx: Ctx, eventId: string, taskId: string, done: boolean): Promise<void> {
  const { event } = await eventOfPlan(ctx, eventId);
  await setTaskDone(ctx.db, event.id, taskId, done ? { at: ctx.now, by: ctx.actor?.id ?? null } : null);
}

export async function saveActor(ctx: Ctx, eventId: string, input: ActorInput): Promise<void> {
  await changing(ctx, eventId, async (tx) => {
    await refuseFull(tx, "event_actors", eventId, input.id);
    await putRow(tx.db, "event_actors", eventId, input);
  });
}

/** Puts them on the meeting's list: a draft's are told when it is published, those of a published one now. Returns how many mails leave. */
export async function inviteActor(ctx: Ctx, eventId: string, actorId: string): Promise<{ mails: number; published: boolean }> {
  const result = await changing(ctx, eventId, async (tx, event) => {
    const actor = (await listActors(tx.db, eventId)).find((one) => one.id === actorId);
    if (!actor) throw notFound();
    if (!actor.email) throw invalid("email", "required");
    const published = event.status === "published";
    if (event.status === "cancelled" || (published && event.ends_at <= tx.now)) throw new DomainError("conflict", { reason: "past" });
    const rules = await readRules(tx.db, eventId);
    const { email, name } = actor;
    if (!rules.outside.some((one) => one.address === email)) await replaceRules(tx.db, eventId, { ...rules, outside: [...rules.outside, { name, address: email }] });
    if (actor.state === "considered") await setActorState(tx.db, eventId, actorId, "invited");
    if (!published) return { mails: 0, published };
    const mails = await inviteCalled(tx, eventId);
    await bumpRevision(tx.db, "public", tx.now);
    return { mails, published };
  });
  ctx.wake();
  return result;
}

type PlannedExperience = Omit<ExperienceInput, "resource_id"> & Partial<Pick<ExperienceInput, "resource_id">>;

export async function saveExperience(ctx: Ctx, eventId: string, input: PlannedExperience): Promise<void> {
  await changing(ctx, eventId, async (tx) => {
    await refuseFull(tx, "event_experiences", eventId, input.id);
    const { establishment_id } = input;
    if (establishment_id && !(await tx.db.selectFrom("establishments").select("id").where("id", "=", establishment_id).executeTakeFirst()))
      throw invalid("establishment_id", "not_found");
    await putRow(tx.db, "event_experiences", eventId, await ofRepository(tx, eventId, { ...input, resource_id: input.resource_id ?? null }));
  });
}

/** As its sheet in the repository says it, where one was chosen that the actor may see (or that stood there already). */
async function ofRepository(tx: Ctx, eventId: string, input: ExperienceInput): Promise<ExperienceInput> {
  if (!input.resource_id || !tx.actor) return input;
  const found = await findOffered(tx.db, tx.actor, input.resource_id);
  if (found) return { ...input, title: found.title.slice(0, 200), establishment_id: found.establishment_id, authors: found.authors };
  const kept = (await listExperiences(tx.db, eventId)).find((row) => row.id === input.id && row.resource_id === input.resource_id);
  if (!kept) throw invalid("resource_id", "not_found");
  return { ...input, title: kept.title };
}

export async function saveBudgetItem(ctx: Ctx, eventId: string, { confirmed, ...input }: BudgetInput): Promise<void> {
  await changing(ctx, eventId, async (tx) => {
    await refuseFull(tx, "budget_items", eventId, input.id);
    if (confirmed && input.payer === "") throw invalid("payer", "payer_first");
    const known = (await listBudget(tx.db, eventId)).find((item) => item.id === input.id);
    await putRow(tx.db, "budget_items", eventId, { ...input, confirmed_at: confirmed ? (known?.confirmed_at ?? tx.now) : null });
  });
}

const TABLES = { tareas: "event_tasks", actores: "event_actors", experiencias: "event_experiences", presupuesto: "budget_items" } as const;
export type OrderedPart = keyof typeof TABLES;
export const isOrderedPart = (part: string): part is OrderedPart => part in TABLES;

export async function moveInPlan(ctx: Ctx, eventId: string, part: OrderedPart, id: string, by: -1 | 1): Promise<void> {
  await changing(ctx, eventId, (tx) => moveRow(tx.db, TABLES[part], eventId, id, by));
}

export async function removeFromPlan(ctx: Ctx, eventId: string, part: OrderedPart, id: string): Promise<void> {
  await changing(ctx, eventId, (tx) => deleteRow(tx.db, TABLES[part], eventId, id));
}

/** Whether it is theirs to change; for the pages of the parts. */
export async function managedPlan(ctx: Ctx, id: string): Promise<EventDetail> {
  const { event, manages } = await eventOfPlan(ctx, id);
  if (!manages) throw forbidden();
  return event;
}
