import type { Db } from "#db/create.ts";

/** What the network holds today, in one query. */
export async function networkCounts(db: Db, now: string) {
  return db
    .selectNoFrom((eb) => [
      eb
        .selectFrom("establishments")
        .select((of) => of.fn.countAll<number>().as("n"))
        .$asScalar()
        .$notNull()
        .as("establishments"),
      eb
        .selectFrom("people")
        .select((of) => of.fn.countAll<number>().as("n"))
        .$asScalar()
        .$notNull()
        .as("people"),
      eb
        .selectFrom("nodes")
        .select((of) => of.fn.countAll<number>().as("n"))
        .where("archived_at", "is", null)
        .$asScalar()
        .$notNull()
        .as("nodes"),
      eb
        .selectFrom("events")
        .select((of) => of.fn.countAll<number>().as("n"))
        .where("status", "=", "published")
        .where("starts_at", ">=", now)
        .$asScalar()
        .$notNull()
        .as("upcoming"),
      eb
        .selectFrom("outbox")
        .select((of) => of.fn.countAll<number>().as("n"))
        .where("status", "=", "failed")
        .$asScalar()
        .$notNull()
        .as("failedMails"),
    ])
    .executeTakeFirstOrThrow();
}
