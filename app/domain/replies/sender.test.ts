import { authenticate, sealMessage } from "mailauth";
import { expect, test } from "vitest";
import { readMessage } from "./read-message.server.ts";
import { PROGRAMS } from "./replies.testing.ts";
import { verdictOf } from "./sender.server.ts";
import { dnsOf, signed, testKey } from "./senders.testing.ts";

const NOW = "2026-11-21T16:00:00.000Z";
const raw = PROGRAMS.outlookNew({ from: { name: "Ana", address: "ana@liceo.example" }, to: "reuniones+x@nodos.example", uid: "x", partstat: "ACCEPTED" });
const verdict = async (text: string, resolver: ReturnType<typeof dnsOf>) => {
  const bytes = Buffer.from(text);
  return verdictOf(bytes, await readMessage(bytes), { receivedAt: NOW }, { resolver });
};

/** With the seal of somebody who forwards it and says what they found when it came to them. */
async function sealed(text: string, signingDomain: string, authResults: string): Promise<string> {
  const seal = await sealMessage(Buffer.from(text), { signingDomain, selector: "s1", privateKey: testKey.privateKey, cv: "none", authResults });
  return seal.toString() + text;
}

const liceo = { dmarc: "v=DMARC1; p=reject" };
const good = "mx.google.com; dkim=pass header.i=@liceo.example header.s=s1; spf=pass smtp.mailfrom=ana@liceo.example; dmarc=pass (p=REJECT) header.from=liceo.example";

test("a forwarded message is believed by one seal of somebody we know, who says that it was right, and by no other", async () => {
  const resolver = dnsOf({ "google.com": { dkim: true }, "reenvia.example": { dkim: true }, "liceo.example": liceo });
  expect(await verdict(raw, resolver)).toBe("forged");
  expect(await verdict(await sealed(raw, "google.com", good), resolver)).toBe("verified");
  expect(await verdict(await sealed(raw, "reenvia.example", good), resolver)).toBe("forged");
  expect(await verdict(await sealed(raw, "google.com", good.replace("dmarc=pass", "dmarc=fail")), resolver)).toBe("forged");
  expect(await verdict(await sealed(raw, "google.com", good.replaceAll("liceo.example", "otro.example")), resolver)).toBe("forged");
  expect(await verdict(`${await sealed(raw, "google.com", good)}x\r\n`, resolver)).toBe("forged");
});

test("a subdomain's signature is its school's, a signature of part of the text is nobody's", async () => {
  const resolver = dnsOf({ "liceo.example": { dkim: true } });
  expect(await verdict(await signed(raw, "liceo.example"), resolver)).toBe("verified");
  expect(await verdict(await signed(raw, "correo.liceo.example"), dnsOf({ "correo.liceo.example": { dkim: true }, "liceo.example": liceo }))).toBe("verified");
  expect(await verdict(await signed(raw, "liceo.example"), dnsOf({ "liceo.example": {} }))).toBe("forged");
  expect(await verdict(raw, dnsOf({}))).toBe("unpublished");
});

test("what a stranger signs well says nothing of the school", async () => {
  const resolver = dnsOf({ "malo.example": { dkim: true, dmarc: "v=DMARC1; p=reject" }, "liceo.example": { spf: "v=spf1 -all" } });
  expect(await verdict(await signed(raw, "malo.example"), resolver)).toBe("unproven");
  expect((await authenticate(await signed(raw, "malo.example"), { resolver })).dkim.results[0]?.status.result).toBe("pass");
});

test("a message with a heap of signatures is not asked about", async () => {
  let asked = 0;
  const resolver = async () => {
    asked += 1;
    return [];
  };
  expect(await verdict("DKIM-Signature: v=1; d=a.example; s=x\r\n".repeat(200) + raw, resolver)).toBe("forged");
  expect(asked).toBe(0);
});
