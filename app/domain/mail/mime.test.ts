import fc from "fast-check";
import PostalMime from "postal-mime";
import { describe, expect, test } from "vitest";
import { DomainError } from "#app/domain/errors.ts";
import { CAST_NOW, TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { INVITE, testMail } from "./mail.testing.ts";
import type { OutgoingMail } from "./mail.ts";
import { mailBytes, messageIdOf } from "./mime.server.ts";

const built = (changes: Partial<OutgoingMail> = {}) => mailBytes(TEST_DEPLOYMENT, CAST_NOW, testMail(changes));

/** Content types of the parts, as a tree, read from the bytes without a parser's help. */
function structure(bytes: string): unknown {
  const [head = "", ...rest] = bytes.split("\r\n\r\n");
  const body = rest.join("\r\n\r\n");
  const unfolded = head.replace(/\r\n[ \t]+/g, " ");
  const type = /^Content-Type: ([^;\r\n]+)/im.exec(unfolded)?.[1];
  const boundary = /boundary="([^"]+)"/.exec(unfolded)?.[1];
  if (!boundary) return type;
  const parts = body.split(`--${boundary}`).slice(1, -1);
  return { [String(type)]: parts.map((part) => structure(part.replace(/^\r\n/, "").replace(/\r\n$/, ""))) };
}

/** Names of the headers of the message. */
function headerNames(bytes: string): string[] {
  const head = bytes.slice(0, bytes.indexOf("\r\n\r\n"));
  return head
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n")
    .map((line) => line.slice(0, line.indexOf(":")))
    .sort();
}

describe("the structure of an invitation", () => {
  test("is mixed > alternative (plain, html, calendar) + invite.ics", () => {
    expect(structure(built())).toEqual({ "multipart/mixed": [{ "multipart/alternative": ["text/plain", "text/html", "text/calendar"] }, "application/ics"] });
  });

  test("says the method in the calendar part's header, and carries the same bytes twice", async () => {
    const bytes = built();
    expect(bytes).toContain("Content-Type: text/calendar; charset=utf-8; method=REQUEST\r\n");
    // Not by PostalMime, which mends the line ends of text parts.
    const encoded = [...bytes.matchAll(/Content-Transfer-Encoding: base64\r\n\r\n([\w+/=\r\n]+?)\r\n--/g)].map((match) => match[1] ?? "");
    expect(encoded.map((each) => Buffer.from(each, "base64").toString("utf8"))).toEqual([INVITE, INVITE]);
    const { attachments } = await PostalMime.parse(bytes);
    expect(attachments.map((each) => [each.mimeType, each.filename])).toEqual([
      ["text/calendar", null],
      ["application/ics", "invite.ics"],
    ]);
  });

  test("a picture stands behind the calendar file, whole, and the rest stays as it was", async () => {
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 13, 10, 26, 10]);
    const content = { ...testMail().content, attachments: [{ filename: "entrada.png", contentType: "image/png", content: png, cid: "entrada@nodos.example" }] };
    const bytes = built({ content });
    expect(structure(bytes)).toEqual({ "multipart/mixed": [{ "multipart/alternative": ["text/plain", "text/html", "text/calendar"] }, "application/ics", "image/png"] });
    expect(built({ content })).toBe(bytes);
    const picture = (await PostalMime.parse(bytes)).attachments.find((each) => each.filename === "entrada.png");
    expect(picture).toMatchObject({ mimeType: "image/png", contentId: "<entrada@nodos.example>", disposition: "inline" });
    expect(Buffer.from(picture?.content as ArrayBuffer).equals(png)).toBe(true);
  });

  test("without a calendar part is alternative (plain, html)", () => {
    const { ical: _none, ...content } = testMail().content;
    expect(structure(built({ content }))).toEqual({ "multipart/alternative": ["text/plain", "text/html"] });
  });

  test("is ASCII with CRLF line ends and short lines", () => {
    const bytes = built({ content: { ...testMail().content, text: `ñ${"🎉".repeat(300)}\n.\r\nFrom x\rend  `, html: `<p>${"á".repeat(5000)}</p>` } });
    expect(/^[\t\r\n\x20-\x7e]*$/.test(bytes)).toBe(true);
    expect(bytes.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(Math.max(...bytes.split("\r\n").map((line) => line.length))).toBeLessThan(200);
  });

  test("is read back as it was written", async () => {
    const { content } = testMail();
    const mail = await PostalMime.parse(built());
    expect(mail.subject).toBe(content.subject);
    expect(mail.text?.trim()).toBe(content.text.trim());
    expect(mail.html?.trim()).toBe(content.html);
    expect(mail.from).toEqual({ name: "Nodos", address: "reuniones@nodos.example" });
    expect(mail.to).toEqual([{ name: "Ana Muñoz", address: "ana@liceo.example" }]);
    expect(mail.date).toBe(CAST_NOW);
    expect(mail.messageId).toBe(messageIdOf(TEST_DEPLOYMENT, "invitation:one"));
  });
});

describe("headers", () => {
  test("the unsubscribe link stands whole on its line, with one click", () => {
    const bytes = built();
    expect(bytes).toContain(`List-Unsubscribe: <https://nodos.example/b/${"t".repeat(42)}>\r\n`);
    expect(bytes).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
    expect(bytes).toContain("Auto-Submitted: auto-generated\r\n");
    expect(built({ unsubscribe: undefined })).not.toContain("List-Unsubscribe");
  });

  test("the Message-ID is a function of the key and the host alone", () => {
    const id = messageIdOf(TEST_DEPLOYMENT, "a");
    expect(id).toMatch(/^<[0-9a-f]{40}@nodos\.example>$/);
    expect(messageIdOf(TEST_DEPLOYMENT, "a")).toBe(id);
    expect(messageIdOf(TEST_DEPLOYMENT, "b")).not.toBe(id);
    expect(messageIdOf({ ...TEST_DEPLOYMENT, publicUrl: "http://127.0.0.1:3000" }, "a")).toMatch(/@127\.0\.0\.1>$/);
  });

  test("the same mail gives the same bytes", () => {
    expect(built()).toBe(built());
  });

  test.each(["a@b.cl,v@x.cl", "a@b.cl\r\nBcc: v@x.cl", "a@b.cl\nv@x.cl", "Ana <a@b.cl>", "a@b.cl v@x.cl", "a b@c.cl", "a@b", "", "a@b.cl;v@x.cl", "a\0@b.cl"])(
    "refuses %j as an address",
    (address) => {
      expect(() => built({ to: { name: "Ana", address } })).toThrow(DomainError);
    },
  );

  test("no name and no subject makes a header or another recipient", async () => {
    const expected = headerNames(built());
    const hostile = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("a\r\nBcc: v@x.cl", "a\nTo: v@x.cl", "a, v@x.cl", '"a" <v@x.cl>,', "=?utf-8?Q?a=0D=0ABcc:_v@x.cl?=", "\r\n\r\nhola"),
    );
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (name, subject) => {
        const bytes = built({ to: { name, address: "ana@liceo.example" }, content: { ...testMail().content, subject: subject || "x" } });
        const names = headerNames(bytes);
        expect(names.filter((header) => header !== "Subject")).toEqual(expected.filter((header) => header !== "Subject"));
        const mail = await PostalMime.parse(bytes);
        expect(mail.to?.map((to) => to.address)).toEqual(["ana@liceo.example"]);
        expect(mail.bcc ?? []).toEqual([]);
      }),
    );
  });

  test("no text ends its part", async () => {
    const boundary = /boundary="([^"]+)"/.exec(built())?.[1] ?? "";
    const text = `antes\n--${boundary}--\n\ndespués`;
    const mail = await PostalMime.parse(built({ content: { ...testMail().content, text } }));
    expect(mail.text?.trim()).toBe(text);
    expect(mail.attachments).toHaveLength(2);
  });
});
