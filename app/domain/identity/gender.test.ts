import { expect, test } from "vitest";
import { testDb } from "#db/testing.ts";
import { type Cast, castOf } from "#db/testing-cast.ts";
import { type SignedIn, updateProfile } from "./account.server.ts";
import { closeAccount } from "./closing.server.ts";
import { exportOwnData } from "./own-data.server.ts";
import { findPersonById } from "./people.repo.server.ts";
import { ProfileInput } from "./person.ts";

const as = (cast: Cast, who: keyof Cast["people"]) => cast.ctxOf(cast.people[who]) as SignedIn;
const form = (gender?: string) => ProfileInput.safeParse({ name: "Teresa Soto Araya", position: "teacher", gender });

test("one's gender is said by oneself or not at all, is in one's own data, and goes with the account", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const own = async () => (await findPersonById(t.db, cast.ids.teacher))?.gender;
  const save = async (gender?: string) => updateProfile(as(cast, "teacher"), ProfileInput.parse({ name: "Teresa Soto Araya", position: "teacher", gender }));
  expect(await own()).toBeNull();
  await save("woman");
  expect(await own()).toBe("woman");
  expect(await exportOwnData(as(cast, "teacher"))).toMatchObject({ person: { gender: "woman" } });
  for (const nothing of ["", undefined]) {
    await save("other");
    await save(nothing);
    expect(await own()).toBeNull();
  }
  expect(form("mujer").error?.issues[0]?.message).toBe("choice");
  await save("woman");
  await closeAccount(as(cast, "teacher"));
  expect(await own()).toBeNull();
});
