import nodemailer from "nodemailer";
import pino from "pino";
import { expect, test } from "vitest";
import { type Env, readEnv } from "#app/config/env.server.ts";
import { testDb } from "#db/testing.ts";
import { TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { freePort } from "#db/testing-port.ts";
import { startIncoming } from "./incoming.ts";

const log = pino({ level: "silent" });
const words = "From: Vecina <vecina@otra.example>\r\nSubject: Consulta\r\n\r\nHola\r\n";

const envAt = (port: number): Env =>
  readEnv({ DATABASE_URL: "sqlite::memory:", SECRET: TEST_DEPLOYMENT.secret, MAIL_FROM: "Nodos <reuniones@nodos.example>", MAIL_LISTEN: `lmtp://127.0.0.1:${port}` });

async function deliver(port: number): Promise<string> {
  const transport = nodemailer.createTransport({ host: "127.0.0.1", port, lmtp: true, ignoreTLS: true });
  try {
    await transport.sendMail({ envelope: { from: "vecina@otra.example", to: ["reuniones@nodos.example"] }, raw: words });
    return "taken";
  } catch (error) {
    return String((error as { code?: string }).code);
  } finally {
    transport.close();
  }
}

test("what is configured is listened to until it is stopped; the demo listens to nobody", async () => {
  await using t = await testDb();
  const port = await freePort();
  const env = envAt(port);
  const demo = startIncoming({ ...env, deployment: { ...env.deployment, demo: true } }, t, { log, wake: () => undefined });
  expect(await deliver(port)).toBe("ESOCKET");
  await demo.stop();
  let woken = 0;
  const incoming = startIncoming(env, t, {
    log,
    wake: () => {
      woken += 1;
    },
  });
  await expect.poll(() => deliver(port)).toBe("taken");
  await incoming.stop();
  expect(await deliver(port)).toBe("ESOCKET");
  expect(woken).toBeGreaterThan(0);
  expect(await t.db.selectFrom("incoming_mails").select(["state", "reason", "subject"]).execute()).toEqual([{ state: "tray", reason: "message", subject: "Consulta" }]);
});
