/** The map of actors of a node: who is on it, where, and what is done about them. */
import { findGoverning } from "#app/domain/circles/circles.repo.server.ts";
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { findNodeById } from "#app/domain/nodes/nodes.repo.server.ts";
import { lockRow } from "#db/dialect.server.ts";
import { newId } from "#db/ids.ts";
import { searchText } from "#db/search-text.ts";
import { canEditMap, canInviteActors, canSeeContacts, canSeeMap } from "./stakeholder.policy.ts";
import { ACTORS_MAX, type MoveInput, type Place, type StakeholderInput } from "./stakeholder.ts";
import {
  countStakeholders,
  findMove,
  insertMove,
  insertStakeholder,
  listNodePeople,
  nameOf,
  readStakeholder,
  type StakeholderRow,
  updateStakeholder,
} from "./stakeholders.repo.server.ts";

export interface MapStanding {
  /** Sees whom to talk to there, and what was talked. */
  contacts: boolean;
  edits: boolean;
  invites: boolean;
}

/** What the reader may do with the map of a node; to those who may not see it, it does not exist. */
export async function mapStanding(ctx: Ctx, node: { id: string; archived_at: string | null }): Promise<MapStanding> {
  const { actor, db } = ctx;
  const owner = { nodeId: node.id, circleId: (await findGoverning(db, node.id))?.id ?? null };
  if (!canSeeMap(actor, owner)) throw notFound();
  const alive = node.archived_at === null;
  return { contacts: canSeeContacts(actor, owner), edits: alive && canEditMap(actor, owner), invites: alive && canInviteActors(actor, owner) };
}

/** The same for acts: of those who see it, only who edits it. */
export async function editing(tx: Ctx, nodeId: string): Promise<MapStanding> {
  const node = await findNodeById(tx.db, nodeId);
  if (!node) throw notFound();
  const standing = await mapStanding(tx, node);
  if (!standing.edits) throw forbidden();
  return standing;
}

/** An actor of this node, held until the transaction ends. */
export async function heldActor(tx: Ctx, nodeId: string, id: string): Promise<StakeholderRow> {
  await lockRow(tx.db, "stakeholders", id);
  const row = await readStakeholder(tx.db, nodeId, id);
  if (!row) throw notFound();
  return row;
}

/** The fields as they are kept: contacts only from who may see them, lest a form without them empties them. */
async function fieldsOf(tx: Ctx, nodeId: string, input: StakeholderInput, { contacts }: MapStanding) {
  const { name, kind, power, interest, strategy, next_step, next_on, contact_name, contact_email, contact_phone } = input;
  const owner = await ownerNamed(tx, nodeId, input.owner_name);
  return {
    ...{ name, kind, power, interest, strategy, next_step, next_on, ...owner },
    ...(contacts ? { contact_name, contact_email, contact_phone } : {}),
    search_text: searchText(name, strategy, owner.owner_name, next_step),
    updated_at: tx.now,
    updated_by: tx.actor?.id ?? null,
  };
}

/** One person of the node by that name is that person; a name of nobody's, or of two people's, stays a name. */
async function ownerNamed(tx: Ctx, nodeId: string, typed: string): Promise<{ owner_person_id: string | null; owner_name: string }> {
  if (typed === "") return { owner_person_id: null, owner_name: "" };
  const wanted = searchText(typed);
  const found = (await listNodePeople(tx.db, nodeId, 2_000)).filter((person) => searchText(person.name) === wanted);
  const only = found.length === 1 ? found[0] : undefined;
  return { owner_person_id: only?.id ?? null, owner_name: only?.name ?? typed };
}

/** `id` is the form's own: sent twice, it is one actor. */
export async function addStakeholder(ctx: Ctx, nodeId: string, input: StakeholderInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const standing = await editing(tx, nodeId);
    if ((await countStakeholders(tx.db, nodeId)) >= ACTORS_MAX) throw invalid("", "actors_full");
    const nobody = { contact_name: "", contact_email: null, contact_phone: "" };
    await insertStakeholder(tx.db, {
      ...nobody,
      ...(await fieldsOf(tx, nodeId, input, standing)),
      id: input.id,
      node_id: nodeId,
      created_at: tx.now,
      created_by: tx.actor?.id ?? null,
      archived_at: null,
    });
  });
}

/** What came of a change. `overtook`: who had changed it since the form was opened; theirs is in the history, this one holds. */
export interface Changed {
  moveId: string | null;
  overtook: string | null;
}

export async function editStakeholder(ctx: Ctx, nodeId: string, input: StakeholderInput): Promise<Changed> {
  return inTransaction(ctx, async (tx) => {
    const standing = await editing(tx, nodeId);
    const row = await heldActor(tx, nodeId, input.id);
    const overtook = await overtaken(tx, row, input.seen);
    await updateStakeholder(tx.db, row.id, await fieldsOf(tx, nodeId, input, standing));
    return { moveId: await noteMove(tx, row, input), overtook };
  });
}

/** To another place on the matrix. The last one holds; who moved it before is in the history. */
export async function moveStakeholder(ctx: Ctx, nodeId: string, input: MoveInput): Promise<Changed> {
  return inTransaction(ctx, async (tx) => {
    await editing(tx, nodeId);
    const row = await heldActor(tx, nodeId, input.stakeholder_id);
    if (row.archived_at) throw new DomainError("conflict", { reason: "archived" });
    const moveId = await noteMove(tx, row, input);
    if (!moveId) return { moveId, overtook: null };
    await updateStakeholder(tx.db, row.id, placed(tx, input));
    return { moveId, overtook: await overtaken(tx, row, input.seen) };
  });
}

const placed = (tx: Ctx, { power, interest }: Place) => ({ power, interest, updated_at: tx.now, updated_by: tx.actor?.id ?? null });

async function overtaken(tx: Ctx, row: StakeholderRow, seen: string): Promise<string | null> {
  if (seen === "" || seen === row.updated_at || row.updated_by === tx.actor?.id) return null;
  return nameOf(tx.db, row.updated_by);
}

/** Nothing where it stays where it is. */
async function noteMove(tx: Ctx, row: StakeholderRow, { power, interest }: Place): Promise<string | null> {
  if (row.power === power && row.interest === interest) return null;
  const id = newId();
  const from = { from_power: row.power, from_interest: row.interest };
  await insertMove(tx.db, { id, stakeholder_id: row.id, ...from, power, interest, by_person_id: tx.actor?.id ?? null, moved_at: tx.now });
  return id;
}

/** Back to where it was; false where somebody has moved it since. Twice is as once. */
export async function undoMove(ctx: Ctx, nodeId: string, moveId: string): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    await editing(tx, nodeId);
    const known = await findMove(tx.db, nodeId, moveId);
    if (!known) throw notFound();
    const row = await heldActor(tx, nodeId, known.stakeholder_id);
    const move = await findMove(tx.db, nodeId, moveId);
    if (!move?.last) return false;
    const back = { power: move.from_power, interest: move.from_interest };
    await noteMove(tx, row, back);
    await updateStakeholder(tx.db, row.id, placed(tx, back));
    return true;
  });
}

/** Off the map, or back on it. Its history stays. Returns its name. */
export async function setArchived(ctx: Ctx, nodeId: string, id: string, archived: boolean): Promise<string> {
  return inTransaction(ctx, async (tx) => {
    await editing(tx, nodeId);
    const row = await heldActor(tx, nodeId, id);
    if ((row.archived_at !== null) === archived) return row.name;
    if (!archived && (await countStakeholders(tx.db, nodeId)) >= ACTORS_MAX) throw new DomainError("conflict", { reason: "actors_full" });
    await updateStakeholder(tx.db, id, { archived_at: archived ? tx.now : null, updated_at: tx.now, updated_by: tx.actor?.id ?? null });
    return row.name;
  });
}

/** Who was the contact asked to be forgotten, or is not there any more. */
export async function forgetContact(ctx: Ctx, nodeId: string, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { contacts } = await editing(tx, nodeId);
    if (!contacts) throw forbidden();
    await heldActor(tx, nodeId, id);
    await updateStakeholder(tx.db, id, { contact_name: "", contact_email: null, contact_phone: "", updated_at: tx.now, updated_by: tx.actor?.id ?? null });
  });
}
