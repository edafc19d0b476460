import { expect, test } from "vitest";
import { mailsOf, stage } from "#app/domain/events/meetings.testing.ts";
import { resetLimits } from "#app/domain/identity/limits.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { testDb } from "#db/testing.ts";
import { TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { listCame } from "./attendance.repo.server.ts";
import { act, batch, DURING, door } from "./door.testing.ts";
import { enterCode, enterCodeByToken, renewDoorCode } from "./door-code.server.ts";
import { endDoor, grantDoor, listKeepers } from "./door-keepers.server.ts";
import { takeCheckIns } from "./taking.server.ts";

const { secret } = TEST_DEPLOYMENT;

test("whoever was asked to the door takes attendance of that meeting alone, until the day after, or until it is taken back", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const d = await door(s);
  const other = await door(s, { title: "Otra" });
  const alicia = s.as("ally", DURING);
  const one = () => batch([act({ invitation_id: d.teresa })]);
  await expect(takeCheckIns(alicia, d.id, one())).rejects.toMatchObject({ code: "forbidden" });
  expect(await grantDoor(s.camila, d.id, "alicia@cast.example")).toEqual({ name: "Alicia Paredes Ríos", outcome: "granted" });
  expect(await grantDoor(s.camila, d.id, "alicia@cast.example")).toMatchObject({ outcome: "already" });
  expect(await mailsOf(t.db, d.id, "duty")).toMatchObject([{ to_email: "alicia@cast.example" }]);
  expect(await takeCheckIns(alicia, d.id, one())).toMatchObject([{ state: "done" }]);
  await expect(takeCheckIns(alicia, other.id, one())).rejects.toMatchObject({ code: "forbidden" });
  await expect(grantDoor(alicia, d.id, "oscar@cast.example")).rejects.toMatchObject({ code: "forbidden" });
  await expect(takeCheckIns(s.as("ally", "2026-12-06T23:00:01.000Z"), d.id, one())).rejects.toMatchObject({ code: "forbidden" });
  const [keeper] = await listKeepers(t.db, d.id);
  await endDoor(s.camila, d.id, keeper?.id ?? "");
  await expect(takeCheckIns(alicia, d.id, one())).rejects.toMatchObject({ code: "forbidden" });
  await expect(takeCheckIns(s.as(null, DURING), d.id, one())).rejects.toMatchObject({ code: "not_found" });
});

test("the code on the screen: with an account or by the link, near the meeting, renewed, wrong ones are limited", async () => {
  await using t = await testDb();
  resetLimits();
  const s = await stage(t.db);
  const d = await door(s);
  const code = await renewDoorCode(d.camila, d.id);
  expect(code).toMatch(/^[A-Z0-9]{5}$/);
  const link = mintToken(secret, "answer", d.gabriel);
  expect(await enterCodeByToken(s.as(null, DURING), link, { code: code.toLowerCase(), ip: "" })).toBe("done");
  expect(await enterCodeByToken(s.as(null, DURING), link, { code, ip: "" })).toBe("again");
  expect(await enterCode(s.as("teacher", DURING), d.id, { code: ` ${code.slice(0, 2)}-${code.slice(2)}`, ip: "" })).toBe("done");
  expect(await enterCode(s.as("ally", DURING), d.id, { code, ip: "" })).toBe("done"); // came without an invitation
  expect((await listCame(t.db, d.id)).map((row) => row.invitation_id)).toEqual([null, d.gabriel, d.teresa]);
  await expect(enterCode(s.as("head", "2026-12-05T20:59:00.000Z"), d.id, { code, ip: "" })).rejects.toMatchObject({ reason: "code_early" });
  await expect(enterCode(s.as("head", "2026-12-05T23:30:01.000Z"), d.id, { code, ip: "" })).rejects.toMatchObject({ reason: "code_late" });
  const next = await renewDoorCode(d.camila, d.id);
  if (next !== code) await expect(enterCode(s.as("head", DURING), d.id, { code, ip: "" })).rejects.toMatchObject({ fields: { code: ["code_wrong"] } });
  for (let n = 0; n < 9; n += 1) await expect(enterCode(s.as("head", DURING), d.id, { code: "zzzzz", ip: "" })).rejects.toMatchObject({ code: "invalid" });
  if (next === code) await expect(enterCode(s.as("head", DURING), d.id, { code: "zzzzz", ip: "" })).rejects.toMatchObject({ code: "invalid" });
  await expect(enterCode(s.as("head", DURING), d.id, { code: next, ip: "" })).rejects.toMatchObject({ code: "too_many" });
});
