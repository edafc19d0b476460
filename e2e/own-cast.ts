/** People, schools, nodes and meetings of one test alone, made behind the pages, so that journeys run side by side on one server. */
import { randomInt } from "node:crypto";
import type { Actor, Ctx, Deployment } from "#app/domain/context.ts";
import type { AudienceInput, EventInput } from "#app/domain/events/event.ts";
import { createDraft, publishEvent, setAudience } from "#app/domain/events/scheduling.server.ts";
import { hashPassword } from "#app/domain/identity/password.server.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import { nameCoordinator } from "#app/domain/nodes/coordination.server.ts";
import { freshStay } from "#app/domain/nodes/joining.server.ts";
import type { Joining } from "#app/domain/nodes/node.ts";
import { createNode } from "#app/domain/nodes/nodes.server.ts";
import { createEstablishment, nameCounterpart } from "#app/domain/places/establishments.server.ts";
import { addDays, isoDate } from "#app/i18n/dates.ts";
import type { Database } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { searchText } from "#db/search-text.ts";
import { ADMIN } from "./pages.ts";

export interface OwnPerson {
  id: string;
  name: string;
  /** First name: what the header and the mails call them. */
  first: string;
  email: string;
}
export interface OwnSchool {
  id: string;
  slug: string;
  name: string;
}
export interface OwnNode {
  id: string;
  slug: string;
  name: string;
}

interface PersonMore {
  school?: OwnSchool;
  /** Members of them from the start, whatever their door. */
  nodes?: OwnNode[];
  publicName?: boolean;
  password?: string;
}

interface NodeMore {
  joining?: Joining;
  coordinator?: OwnPerson;
  schools?: OwnSchool[];
}

type MeetingInput = Partial<EventInput> & Pick<EventInput, "title" | "node_ids">;

/** A word nobody else uses, of letters alone: it goes into names, titles and addresses. */
export function ownTag(project: string): string {
  const letters = Array.from({ length: 7 }, () => String.fromCharCode(97 + randomInt(26))).join("");
  return `${project === "javascript" ? "Con" : "Sin"}${letters}`;
}

/** A weekday at least `days` from today, far from the example network's own meetings. */
export function dayAhead(days: number): string {
  let day = addDays(isoDate(new Date().toISOString()), days);
  while ([0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay())) day = addDays(day, 1);
  return day;
}

export type OwnCast = ReturnType<typeof ownCast>;

export function ownCast({ db }: Database, deployment: Deployment, tag: string) {
  const ctxOf = (actor: Actor | null): Ctx => ({ db, deployment, actor, now: new Date().toISOString(), wake: () => undefined });
  const ctxAs = async (id: string) => ctxOf(await loadActor(db, id));
  const admin = async () => ctxAs((await db.selectFrom("people").select("id").where("email", "=", ADMIN).executeTakeFirstOrThrow()).id);

  async function school(words: string): Promise<OwnSchool> {
    const name = `${words} ${tag}`;
    return { ...(await createEstablishment(await admin(), { name, comuna_code: "07101", rbd: null, specialties: [] })), name };
  }

  async function person(first: string, { school: at, nodes = [], publicName = false, password }: PersonMore = {}): Promise<OwnPerson> {
    const found = { id: newId(), first, name: `${first} ${tag}`, email: `${searchText(first)}.${tag.toLowerCase()}@liceos.example` };
    await insertPerson(found, at?.id ?? null, publicName, password ? await hashPassword(password) : null);
    for (const node of nodes) await addMember(node, found);
    return found;
  }

  async function insertPerson({ id, name, email }: OwnPerson, establishment_id: string | null, publicName: boolean, password_hash: string | null) {
    const now = new Date().toISOString();
    const role = { position: "teacher", organisation: null, specialty: "Electricidad", establishment_id, admin_since: null, suspended_at: null };
    const dates = { email_confirmed_at: now, name_public_at: publicName ? now : null, created_at: now, updated_at: now };
    await db
      .insertInto("people")
      .values({ id, name, email, password_hash, ...role, ...dates, search_text: searchText(name, email) })
      .execute();
  }

  async function node(words: string, { joining = "open", coordinator, schools = [] }: NodeMore = {}): Promise<OwnNode> {
    const name = `${words} ${tag}`;
    const ctx = await admin();
    // Of the kind that lists show last: the example network's own nodes stay in sight.
    const found = await createNode(ctx, { name, kind: "council", joining, summary: "De una prueba.", description_md: "", colour: 2, glyph: "puente" });
    if (coordinator) await nameCoordinator(ctx, found.slug, coordinator.id);
    const held = schools.map(({ id }) => ({ node_id: found.id, establishment_id: id, since: ctx.now, until: null }));
    if (held.length > 0) await db.insertInto("node_establishments").values(held).execute();
    return { ...found, name };
  }

  /** As one who was in already, whatever the node's door. */
  async function addMember(to: OwnNode, { id }: OwnPerson): Promise<void> {
    const joined_at = new Date().toISOString();
    await db
      .insertInto("memberships")
      .values({ ...freshStay(to.id, id), joined_at })
      .execute();
    await bumpRevision(db, "public", joined_at);
  }

  async function counterpart(at: OwnSchool, { id }: OwnPerson): Promise<void> {
    await nameCounterpart(await admin(), at.id, id);
  }

  /** A published meeting, called by `by`. In 40 days, 15:00 to 16:30, online, for people with an account, unless told. */
  async function meeting(by: OwnPerson, input: MeetingInput, audience: Partial<AudienceInput> = {}): Promise<string> {
    const id = await draft(by, input, audience);
    await publishEvent(await ctxAs(by.id), id);
    return id;
  }

  /** The same before it is published. */
  async function draft(by: OwnPerson, input: MeetingInput, audience: Partial<AudienceInput> = {}): Promise<string> {
    const ctx = await ctxAs(by.id);
    const { id } = await createDraft(ctx, { ...plainMeeting(), ...input });
    await setAudience(ctx, id, { node_ids: [], counterpart_node_ids: [], person_ids: [], pasted: "", ...audience });
    return id;
  }

  return { tag, deployment, titled: (words: string) => `${words} ${tag}`, school, person, node, addMember, counterpart, meeting, draft };
}

function plainMeeting() {
  return {
    id: newId(),
    kind: "session" as const,
    date: dayAhead(40),
    start_time: "15:00",
    end_date: null,
    end_time: "16:30",
    zone: "America/Santiago" as const,
    host_establishment_id: null,
    address: null,
    comuna_code: null,
    online_url: "https://video.example/sala",
    description: "",
    capacity: null,
    online_capacity: null,
    visibility: "members" as const,
  };
}
