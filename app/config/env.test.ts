import { describe, expect, test } from "vitest";
import { LONGEST_LOCAL } from "#app/domain/replies/reply-address.ts";
import { BadEnvironment, readEnv } from "./env.server.ts";

const base = { DATABASE_URL: "sqlite::memory:", SECRET: "sixteen letters or more" };

describe("where answers by mail arrive", () => {
  test("a mailbox, an address to listen at and whom to believe are read", () => {
    expect(readEnv({ ...base, IMAP_URL: "imaps://reuniones:cl%40ve@mail.example.cl/INBOX", MAIL_LISTEN: "lmtp://127.0.0.1:2424", MAIL_AUTHSERV: "mx.example.cl" })).toMatchObject({
      imapUrl: "imaps://reuniones:cl%40ve@mail.example.cl/INBOX",
      mailListen: "lmtp://127.0.0.1:2424",
      mailAuthserv: "mx.example.cl",
    });
    expect(readEnv({ ...base, MAIL_LISTEN: "smtp://[::1]:25", IMAP_URL: "" })).toMatchObject({ imapUrl: undefined, mailListen: "smtp://[::1]:25" });
  });

  test.each([
    ["IMAP_URL", "https://mail.example.cl"],
    ["MAIL_LISTEN", "127.0.0.1:2424"],
    ["MAIL_LISTEN", "lmtp://127.0.0.1"],
    ["MAIL_AUTHSERV", "mx example"],
  ])("a bad %s stops the start and is named", (name, value) => {
    expect(() => readEnv({ ...base, [name]: value })).toThrow(new RegExp(`^${name}: `));
  });

  test("no password stands in what is printed", () => {
    try {
      readEnv({ ...base, IMAP_URL: "http://yo:secreta@mail.example.cl" });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(BadEnvironment);
      expect(String(error)).not.toContain("secreta");
    }
  });

  test("a mailbox whose name leaves no room for the token is refused, if answers are to come", () => {
    const MAIL_FROM = `${"r".repeat(LONGEST_LOCAL + 1)}@example.cl`;
    expect(readEnv({ ...base, MAIL_FROM }).deployment.mailFrom.address).toBe(MAIL_FROM);
    expect(() => readEnv({ ...base, MAIL_FROM, MAIL_LISTEN: "lmtp://127.0.0.1:2424" })).toThrow(/^MAIL_FROM: /);
  });
});
