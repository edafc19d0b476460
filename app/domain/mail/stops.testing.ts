/** An outside guest's invitation, for tests of the link that stops mail. */
import { mintToken } from "#app/domain/signed-token.server.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { CAST_NOW, castOf, TEST_DEPLOYMENT } from "#db/testing-cast.ts";

/** The id of an invitation of Vera Luna, vera@empresa.example. */
export async function outsideInvitation(db: Db): Promise<string> {
  const cast = await castOf(db);
  const event = {
    id: newId(),
    title: "Sesión",
    kind: "session",
    status: "published",
    visibility: "public",
    zone: "America/Santiago",
    starts_local: "2026-12-05T18:30",
    ends_local: "2026-12-05T20:00",
    starts_at: "2026-12-05T21:30:00.000Z",
    ends_at: "2026-12-05T23:00:00.000Z",
    host_establishment_id: null,
    address: null,
    comuna_code: null,
    region_code: null,
    online_url: "https://reunion.example",
    description_md: "",
    description_html: "",
    capacity: null,
    published_at: CAST_NOW,
    cancelled_at: null,
    calendar_at: CAST_NOW,
    experiences_count: null,
    external_guests_count: null,
    created_by: cast.ids.coordinatorA,
    created_at: CAST_NOW,
    updated_at: CAST_NOW,
    search_text: "sesion",
  };
  await db.insertInto("events").values(event).execute();
  const id = newId();
  const nothing = {
    person_id: null,
    establishment_id: null,
    answer: null,
    previous_answer: null,
    answered_at: null,
    comment: null,
    seat: null,
    seat_at: null,
    removed_at: null,
    reminded_at: null,
  };
  await db
    .insertInto("invitations")
    .values({ id, event_id: event.id, email: "vera@empresa.example", name: "Vera Luna", invited_at: CAST_NOW, ...nothing })
    .execute();
  return id;
}

/** The link of that invitation. */
export async function stopToken(db: Db): Promise<string> {
  return mintToken(TEST_DEPLOYMENT.secret, "stop", await outsideInvitation(db));
}
