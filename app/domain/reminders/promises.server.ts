/** What people took on and have not done: agreements of minutes, tasks of encounters. */
import { listAgreementsDue } from "#app/domain/agreements/agreements.repo.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { listTasksDue } from "#app/domain/encounters/encounters.repo.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import type { PromiseDue } from "./due.ts";
import { morningOf, promiseStage } from "./lead.ts";
import { unsaid } from "./unsaid.server.ts";

const AGREEMENTS_A_PAGE = 500;

/** Told at nine in the morning of the mainland: three days before, on the day, and each week after, until it is done. */
export async function listPromisesDue(ctx: Ctx): Promise<PromiseDue[]> {
  const morning = morningOf(ctx.now);
  if (!morning) return [];
  const { today, nine } = morning;
  const all = [...(await agreements(ctx)), ...(await tasks(ctx))];
  const due = all.flatMap(({ id, ...one }): PromiseDue[] => {
    const stage = promiseStage(one.due_on, today);
    return stage === null ? [] : [{ ...one, ref: `${one.is}:${id}:${stage}`, zone: MAIN_ZONE, due_at: nine }];
  });
  return unsaid(ctx.db, due, today);
}

type Found = Omit<PromiseDue, "ref" | "zone" | "due_at"> & { id: string };

async function agreements({ db, now, deployment }: Ctx): Promise<Found[]> {
  const found: Found[] = [];
  for (let after = ""; ; ) {
    const rows = await listAgreementsDue(db, now, { after, limit: AGREEMENTS_A_PAGE });
    for (const { id, email, owner, what, meeting, due_on } of rows) {
      if (email !== null && due_on !== null)
        found.push({ id, is: "agreement", email, name: owner, what, meeting, due_on, path: paths.agreementLink(mintToken(deployment.secret, "agreement", id)) });
    }
    after = rows.at(-1)?.id ?? "";
    if (rows.length < AGREEMENTS_A_PAGE) return found;
  }
}

async function tasks({ db, now }: Ctx): Promise<Found[]> {
  const rows = await listTasksDue(db, now);
  return rows.map(({ id, email, person_name, title, event_title, due_on, event_id }) => ({
    id,
    is: "task",
    email,
    name: person_name,
    what: title,
    meeting: event_title,
    due_on,
    path: paths.eventPlan(event_id),
  }));
}
