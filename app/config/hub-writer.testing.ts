/** A process that writes without pause: two rows a transaction, into the database named by its argument, until it is told to end. */
import { createDb } from "#db/create.ts";

const { db, close } = createDb(process.argv[2] ?? "");
let ended = false;
process.once("message", () => {
  ended = true;
});
let n = 0;
for (; !ended; n += 1) {
  await db.transaction().execute(async (tx) => {
    for (const side of ["a", "b"])
      await tx
        .insertInto("settings")
        .values({ key: `${side}${n}`, value: "x".repeat(300) })
        .execute();
  });
  if (n === 50) process.send?.("writing");
  if (n % 20 === 0) await new Promise((resolve) => setImmediate(resolve)); // messages come in between
}
await close();
process.send?.(n);
process.disconnect?.();
