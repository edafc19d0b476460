/** What the page of a role shows. */
import { redirect } from "@remix-run/node";
import type { CircleFrameData } from "#app/components/circle-frame.tsx";
import type { TermItem } from "#app/components/role-history.tsx";
import { canName, canNameExternal } from "#app/domain/circles/circle.policy.ts";
import type { Link } from "#app/domain/circles/circle.ts";
import type { CircleRow, RoleRow } from "#app/domain/circles/circles.repo.server.ts";
import { listRights } from "#app/domain/circles/role-rights.repo.server.ts";
import { roleById } from "#app/domain/circles/roles.server.ts";
import { type Seat, type SeatHolder, seatsOf } from "#app/domain/circles/seats.ts";
import { listHistory, listHolders, type TermRow } from "#app/domain/circles/terms.repo.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { type PersonCard, searchPeople } from "#app/domain/identity/people.repo.server.ts";
import { isLastCoordinator } from "#app/domain/nodes/last-coordinator.server.ts";
import { findNodeById } from "#app/domain/nodes/nodes.repo.server.ts";
import type { Right, RoleKey } from "#app/domain/rights.ts";
import { idFrom, wordsFrom } from "#app/http/asked.server.ts";
import { type Paged, paged, pageFrom } from "#app/http/paging.ts";
import { paths } from "#app/paths.ts";
import { circleOfPage } from "./circle-access.server.ts";

const HISTORY_SIZE = 12;

export interface RolePage {
  frame: CircleFrameData;
  role: {
    id: string;
    key: string | null;
    name: string;
    purpose: string;
    domain: string;
    accountabilities: string[];
    qualifications: string[];
    term_months: number;
    link: Link | null;
    rights: string | null;
    archived: boolean;
  };
  seat: Seat;
  /** What it lets its holder do. */
  rights: Right[];
  history: Paged<TermItem>;
  /** What the reader may do here. */
  may: { select: boolean; edit: boolean; name: boolean; nameExternal: boolean };
  naming: "person" | "external" | null;
  /** Beside whoever holds it, not instead. */
  sharing: boolean;
  q: string;
  found: { person_id: string; name: string; position: string; organisation: string | null; school: string | null }[];
  resigning: SeatHolder | null;
  ending: SeatHolder | null;
}

export async function rolePage(ctx: Ctx, params: Record<string, string>, url: URL): Promise<RolePage> {
  const { circle, frame } = await circleOfPage(ctx, params.id);
  const role = await roleById(ctx, circle.id, params.role ?? "");
  const holders = await listHolders(ctx.db, [role.id], ctx.now);
  const [seat] = seatsOf([role], holders, { personId: ctx.actor?.id ?? null, names: frame.names, now: ctx.now });
  if (!seat) throw new Error("no seat");
  const page = pageFrom(url);
  const history = await listHistory(ctx.db, role.id, { page, size: HISTORY_SIZE });
  const may = mayDo(ctx, circle, frame, role);
  const wanted = url.searchParams.get("nombrar");
  const naming = wanted === "persona" && may.name ? "person" : wanted === "externa" && may.nameExternal ? "external" : null;
  const q = naming === "person" ? wordsFrom(url) : "";
  const found = q ? await searchPeople(ctx.db, { q, page: 1, size: 12 }) : { rows: [] };
  const held = (name: string) => seat.holders.find((holder) => holder.term_id === idFrom(url.searchParams, name)) ?? null;
  const resigning = held("dejar");
  const ending = held("terminar");
  if (resigning?.mine) await reliefFirst(ctx, circle, role);
  return {
    frame,
    role: shownRole(role),
    seat,
    rights: role.rights ? ((await listRights(ctx.db))[role.rights as RoleKey] ?? []) : [],
    history: paged(
      history.rows.map((row) => termItem(row, frame, ctx.now)),
      history.total,
      page,
      HISTORY_SIZE,
    ),
    may,
    naming,
    sharing: url.searchParams.has("compartir"),
    q,
    found: found.rows.map(foundPerson),
    resigning: resigning?.mine ? resigning : null,
    ending: ending && mayEnd(may, ending) ? ending : null,
  };
}

/** The last coordinator of a node is shown the two ways to be relieved instead of a button that refuses. */
async function reliefFirst({ db, actor, now }: Ctx, circle: CircleRow, role: RoleRow): Promise<void> {
  if (role.key !== "coordinator" || circle.top !== 1 || !circle.node_id || !actor || actor.admin) return;
  const node = await findNodeById(db, circle.node_id);
  if (node && (await isLastCoordinator(db, node, actor.id, now))) throw redirect(paths.nodeMembership(node.slug));
}

/** Administration any; whoever runs the circle, somebody external whom they named. */
export const mayEnd = (may: RolePage["may"], holder: SeatHolder): boolean => may.name || (may.nameExternal && holder.external);

const foundPerson = ({ id, name, position, organisation, establishment_name }: PersonCard) => ({ person_id: id, name, position, organisation, school: establishment_name });

function mayDo(ctx: Ctx, circle: CircleRow, frame: CircleFrameData, role: RoleRow): RolePage["may"] {
  const open = !frame.closed && role.archived_at === null;
  const name = open && canName(ctx.actor);
  // Who coordinates a node is elected, or named by administration.
  const coordinates = role.key === "coordinator" && circle.top === 1 && circle.node_id !== null;
  return { select: open && frame.inside, edit: open && frame.runs, name, nameExternal: name || (open && !coordinates && canNameExternal(ctx.actor, circle)) };
}

const linesOf = (value: string): string[] => [...new Set(value.split("\n").map((line) => line.trim()))].filter(Boolean);

function shownRole(role: RoleRow): RolePage["role"] {
  const { id, key, name, purpose, domain, term_months, rights } = role;
  const lines = { accountabilities: linesOf(role.accountabilities), qualifications: linesOf(role.qualifications) };
  return { id, key, name, purpose, domain, ...lines, term_months, link: role.link as Link | null, rights, archived: role.archived_at !== null };
}

function termItem(row: TermRow, frame: CircleFrameData, now: string): TermItem {
  const ranOut = row.ends_at !== null && row.ends_at <= now;
  return {
    term_id: row.term_id,
    name: frame.names || row.name_public_at !== null ? row.name : null,
    external: row.person_id === null,
    organisation: row.external_organisation,
    since: row.since,
    to: row.until ?? row.ends_at,
    end: row.until !== null && row.until <= now ? (row.end_reason ?? "ended") : ranOut ? "over" : null,
    process_id: frame.inside ? row.process_id : null,
    selected: row.process_id !== null,
    conditions: frame.names ? row.conditions : "",
  };
}
