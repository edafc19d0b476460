/** Meetings, who is called to them and what they say, the mails that told them, and who came. */
import { wallToInstant, type Zone } from "#app/i18n/zones.ts";
import { searchText } from "#db/search-text.ts";
import { type Directory, TOPICS } from "./generate-directory.ts";
import { seededId } from "./random.ts";
import { insertAll, insertMany, type Making, range } from "./rows.ts";

const DAY = 86_400_000;

interface Meeting {
  id: string;
  title: string;
  starts_at: string;
  ends_at: string;
}

export async function generateMeetings(making: Making, directory: Directory): Promise<void> {
  const { db, size, today, say } = making;
  say(`${size.events} meetings`);
  const meetings = range(size.events).map((n) => meeting(making, directory, n));
  await insertAll(db, "events", meetings);
  const node = (n: number) => directory.nodeIds[n % directory.nodeIds.length] as string;
  // One in ten belongs to two nodes.
  const places = meetings.flatMap(({ id, starts_at }, n) => [0, ...(n % 10 === 0 ? [1] : [])].map((turn) => ({ event_id: id, node_id: node(n + turn), starts_at })));
  await insertAll(db, "event_nodes", places);
  await insertAll(
    db,
    "event_audiences",
    meetings.map(({ id }, n) => ({ id: seededId("audience", n), event_id: id, kind: "node", node_id: node(n), person_id: null, email: null, name: null })),
  );
  await insertAll(
    db,
    "event_changes",
    meetings.map(({ id }, n) => ({
      id: seededId("change", n),
      event_id: id,
      kind: "published",
      sequence: 0,
      message: null,
      before: null,
      by_person_id: directory.people[n % size.nodes]?.id,
      at: today,
    })),
  );
  await makeInvitations(making, directory, meetings);
  await makeMails(making, directory, meetings);
  const past = meetings.filter((each) => each.starts_at < today);
  const school = (n: number) => directory.schools[n % directory.schools.length]?.id;
  await insertAll(
    db,
    "attendances",
    past.flatMap(({ id, ends_at }, n) =>
      range(5).map((turn) => ({
        id: seededId(`attendance${turn}`, n),
        event_id: id,
        establishment_id: school(n * 7 + turn),
        person_id: null,
        mode: "in_person",
        recorded_at: ends_at,
        recorded_by: null,
      })),
    ),
  );
}

const seats = (size: Making["size"]) => Math.floor(Math.floor(size.invitations / size.events) / 2);

/** Spread evenly over two years around today, in school hours. */
function meeting({ size, today, pick, whole }: Making, { schools, people }: Directory, n: number) {
  const day = new Date(Date.parse(today) + (n / size.events - 0.5) * 2 * 365 * DAY).toISOString().slice(0, 10);
  const host = n % 3 === 0 ? null : (schools[whole(schools.length)] ?? null);
  const zone: Zone = host?.region_code === "12" ? "America/Punta_Arenas" : "America/Santiago";
  const hour = 9 + (n % 8);
  const starts_local = `${day}T${String(hour).padStart(2, "0")}:00`;
  const ends_local = `${day}T${String(hour + 2).padStart(2, "0")}:00`;
  const title = `${pick(TOPICS)}: reunión ${n + 1}`;
  return {
    id: seededId("event", n),
    title,
    kind: ["session", "gathering", "workshop", "visit"][n % 4],
    status: n % 50 === 0 ? "cancelled" : "published",
    visibility: n % 2 === 0 ? "public" : "members",
    zone,
    starts_local,
    ends_local,
    starts_at: instant(starts_local, zone),
    ends_at: instant(ends_local, zone),
    host_establishment_id: host?.id ?? null,
    address: null,
    comuna_code: host?.comuna_code ?? null,
    region_code: host?.region_code ?? null,
    online_url: host ? null : "https://video.example/sala",
    description_md: "Conecta, conoce, comparte, construye.",
    description_html: "<p>Conecta, conoce, comparte, construye.</p>",
    capacity: n % 4 === 0 ? Math.max(50, seats(size)) : null,
    seats_taken: seats(size),
    sequence: 0,
    published_at: today,
    cancelled_at: n % 50 === 0 ? today : null,
    calendar_at: today,
    experiences_count: null,
    external_guests_count: null,
    created_by: people[n % size.nodes]?.id ?? null,
    created_at: today,
    updated_at: today,
    search_text: searchText(title),
  };
}

/** The n-th invitation: whose, and to which meeting. */
function called({ size }: Making, { people }: Directory, n: number) {
  const each = Math.floor(size.invitations / size.events);
  const event = Math.floor(n / each) % size.events;
  const turn = n % each;
  return { event, turn, person: people[(event * 131 + turn * 61) % people.length] as Directory["people"][number] };
}

/** Half say yes, a sixth no, the rest nothing. */
async function makeInvitations(making: Making, directory: Directory, meetings: Meeting[]): Promise<void> {
  const { db, size, today, say } = making;
  say(`${size.invitations} invitations`);
  const yes = seats(size);
  await insertMany(db, "invitations", size.invitations, (n) => {
    const { event, turn, person } = called(making, directory, n);
    const answer = turn < yes ? "yes" : turn % 3 === 0 ? "no" : null;
    return {
      id: seededId("invitation", n),
      event_id: meetings[event]?.id,
      person_id: person.id,
      email: person.email,
      name: person.name,
      establishment_id: person.establishment_id,
      answer,
      answered_at: answer ? today : null,
      seat: answer === "yes" ? "held" : null,
      seat_at: answer === "yes" ? today : null,
      invited_at: today,
      mailed_sequence: 0,
    };
  });
}

const FAILED_EVERY = 1_000;
/** Days for which a mail that has left keeps its bytes. */
const KEPT = 30;

/** One mail an invitation, over two years; those of the last weeks still have their bytes. */
async function makeMails(making: Making, directory: Directory, meetings: Meeting[]): Promise<void> {
  const { db, size, today, say } = making;
  say(`${size.invitations} mails`);
  await insertMany(db, "outbox", size.invitations, (n) => {
    const { event, person } = called(making, directory, n);
    const age = Math.floor((1 - n / size.invitations) * 730 * DAY);
    const at = new Date(Date.parse(today) - age).toISOString();
    const failed = n % FAILED_EVERY === 0;
    return {
      id: seededId("mail", n),
      message_id: `${seededId("mail", n)}@red.example`,
      kind: "invitation",
      to_email: person.email,
      to_name: person.name,
      subject: `Invitación: ${meetings[event]?.title}`,
      event_id: meetings[event]?.id,
      invitation_id: seededId("invitation", n),
      sender_person_id: null,
      status: failed ? "failed" : "sent",
      attempts: 1,
      next_attempt_at: at,
      last_error: failed ? "550 5.1.1 no such mailbox" : null,
      created_at: at,
      finished_at: at,
      raw: failed || age < KEPT * DAY ? RAW : null,
    };
  });
}

const RAW = `From: Nodos <reuniones@red.example>\r\nSubject: Invitación\r\n\r\n${"Una línea de la carta. ".repeat(150)}\r\n`;

function instant(wall: string, zone: Zone): string {
  const found = wallToInstant(wall, zone);
  if (!found.ok) throw new Error(`${wall} does not exist in ${zone}`);
  return found.instant;
}
