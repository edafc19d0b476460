import fc from "fast-check";
import { expect, test } from "vitest";
import { newId } from "#db/ids.ts";
import { TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { isOurMailbox, LONGEST_LOCAL, readReplyAddress, readThreadAddress, replyAddress, threadAddress } from "./reply-address.ts";

const id = newId();
const address = replyAddress(TEST_DEPLOYMENT, id);

test("an invitation's address is the mailbox with a token, and fits into the 64 octets before the @", () => {
  expect(address).toMatch(/^reuniones\+[a-z2-7]{42}@nodos\.example$/);
  expect(readReplyAddress(TEST_DEPLOYMENT, address)).toBe(id);
});

test("whatever a mail server does to its case, it is the same invitation", () => {
  fc.assert(
    fc.property(fc.uuid({ version: 7 }), fc.func(fc.boolean()), (uuid, up) => {
      const folded = [...replyAddress(TEST_DEPLOYMENT, uuid)].map((letter, n) => (up(n) ? letter.toUpperCase() : letter)).join("");
      expect(readReplyAddress(TEST_DEPLOYMENT, ` ${folded} `)).toBe(uuid);
    }),
  );
});

test("a changed letter, another secret, another mailbox and another domain are nobody's", () => {
  for (let at = "reuniones+".length; at < address.indexOf("@"); at += 1) {
    const other = address[at] === "a" ? "b" : "a";
    expect(readReplyAddress(TEST_DEPLOYMENT, address.slice(0, at) + other + address.slice(at + 1)), String(at)).toBeNull();
  }
  expect(readReplyAddress({ ...TEST_DEPLOYMENT, secret: "another secret, as long" }, address)).toBeNull();
  expect(readReplyAddress(TEST_DEPLOYMENT, address.replace("reuniones", "otra"))).toBeNull();
  expect(readReplyAddress(TEST_DEPLOYMENT, address.replace("nodos.example", "nodos.example.evil"))).toBeNull();
  for (const odd of ["", "@", "reuniones@nodos.example", "reuniones+@nodos.example", "reuniones+1@nodos.example"]) expect(readReplyAddress(TEST_DEPLOYMENT, odd)).toBeNull();
});

test("what is for a thread is for no invitation, nor the other way round, though the id be the same", () => {
  const ofThread = threadAddress(TEST_DEPLOYMENT, id);
  expect(readThreadAddress(TEST_DEPLOYMENT, ofThread.toUpperCase())).toBe(id);
  expect([readReplyAddress(TEST_DEPLOYMENT, ofThread), readThreadAddress(TEST_DEPLOYMENT, address)]).toEqual([null, null]);
});

test("the mailbox is ours with and without a token, and no other is", () => {
  expect(["reuniones@nodos.example", "REUNIONES+x@Nodos.Example", address].every((each) => isOurMailbox(TEST_DEPLOYMENT, each))).toBe(true);
  expect(["reunionesx@nodos.example", "reuniones@otra.example", "postmaster@nodos.example"].some((each) => isOurMailbox(TEST_DEPLOYMENT, each))).toBe(false);
});

test("where the mailbox is too long for a token, answers go to the mailbox itself", () => {
  const mailFrom = { name: "Nodos", address: `${"r".repeat(LONGEST_LOCAL + 1)}@nodos.example` };
  expect(replyAddress({ ...TEST_DEPLOYMENT, mailFrom }, id)).toBe(mailFrom.address);
});
