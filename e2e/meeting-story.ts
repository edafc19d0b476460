/** What the journey of a meeting hands on from step to step, and how it looks at the mails. */

import type { APIRequestContext, Page } from "@playwright/test";
import type { Database } from "#db/create.ts";
import type { CaughtMail } from "./fixtures.ts";
import { dayAhead, expect, expectTitle, type OwnCast, openMail } from "./journey.ts";

/** How many days ahead it is called. */
export const DAY = 45;

/** A node of a school with its counterpart; two members, of whom one is busy at that hour; and one whom no node calls. */
export async function peopleOf(cast: OwnCast) {
  const school = await cast.school("Liceo Anfitrión");
  const coordinator = await cast.person("Camila", { school });
  const head = await cast.person("Hernán", { school });
  await cast.counterpart(school, head);
  const node = await cast.node("Consejo", { coordinator, schools: [school] });
  const member = await cast.person("Teresa", { school, nodes: [node] });
  const busy = await cast.person("Bruno", { nodes: [node] });
  const chosen = await cast.person("Óscar");
  const elsewhere = await cast.node("Ajeno", { coordinator: busy });
  await cast.meeting(
    busy,
    { title: cast.titled("Reunión que choca"), node_ids: [elsewhere.id], date: dayAhead(DAY), start_time: "16:00", end_time: "17:00" },
    { node_ids: [elsewhere.id] },
  );
  return { school, coordinator, head, node, member, busy, chosen };
}

/** What the steps of the journey hand on. */
export interface Story {
  page: Page;
  database: Database;
  mailFor: (email: string) => Promise<CaughtMail[]>;
  request: APIRequestContext;
  people: Awaited<ReturnType<typeof peopleOf>>;
  /** Outside of the network: addresses. */
  guests: Record<"ana" | "luis" | "eva", string>;
  everyone: string[];
  memberPage: Page;
  guestPage: Page;
  title: string;
}

export const eventOf = ({ database, title }: Story) => database.db.selectFrom("events").selectAll().where("title", "like", `${title}%`).executeTakeFirstOrThrow();

/** The mails about this meeting that an address got, oldest first, as a mail program reads them. */
export async function mailsTo(story: Story, email: string) {
  const { id } = await eventOf(story);
  const own = await story.database.db.selectFrom("outbox").select("id").where("event_id", "=", id).where("to_email", "=", email).execute();
  const ids = new Set(own.map((row) => row.id));
  const mails = (await story.mailFor(email)).filter((mail) => ids.has(mail.id)).reverse();
  return Promise.all(mails.map(async (caught) => ({ ...(await openMail(caught)), kind: caught.kind, caught })));
}

/** All mails of the meeting so far have left: the page says so, with or without scripts. */
export async function expectAllSent(page: Page, total: number): Promise<void> {
  await expectTitle(page, "Correos de la reunión");
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(`Salieron los ${total} correos.`)).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
}
