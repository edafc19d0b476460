/** Answers in the shapes of seven programs, each to an invitation of its own, through the door and to the right state. */
import { describe, expect, test } from "vitest";
import { invitationOf, publishedMeeting, stage } from "#app/domain/events/meetings.testing.ts";
import { testDb } from "#db/testing.ts";
import { TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { replyAddress } from "./reply-address.ts";
import { signed } from "./senders.testing.ts";
import { ANSWERS, type Case, domainOf, other, type Partstat, programs, statuses, take, takeSigned, write } from "./take-mail.testing.ts";

const AFTERWARDS = "2026-12-20T12:00:00.000Z";
type Result = { state: string; reason: string | null };

interface Variation {
  domain: string;
  run: (c: Case) => Promise<Result>;
  ends: { state: string; reason?: string; answer: "as said" | "the other" | null };
}

const TAKEN = { state: "taken", answer: "as said" } as const;

const VARIATIONS: Record<string, Variation> = {
  "signed by its domain": { domain: "firmado.example", run: (c) => takeSigned(c), ends: TAKEN },
  "from a domain that publishes nothing": { domain: "nada.example", run: (c) => take(c, write(c)), ends: TAKEN },
  "from another address of the same school": {
    domain: "firmado.example",
    run: (c) => takeSigned(c, { from: { name: "", address: `otra.${c.email}` }, attendee: c.email }),
    ends: TAKEN,
  },
  "from Gmail, with dots, a plus and capitals": {
    domain: "gmail.com",
    run: async (c) => take(c, await signed(write(c, { from: { name: "", address: c.email.replace(/^(\w)(.*)@/, "$1.$2+trabajo@").toUpperCase() } }), "gmail.com")),
    ends: TAKEN,
  },
  "from a private address under the same name": {
    domain: "solofirma.example",
    run: (c) => take(c, write(c, { from: { name: c.name, address: `x${c.email.split("@")[0]}@privado.example` } })),
    ends: TAKEN,
  },
  "all in capitals, without ORGANIZER": {
    domain: "nada.example",
    run: (c) =>
      take(
        c,
        write(c, {
          to: replyAddress(TEST_DEPLOYMENT, c.invitationId).toUpperCase(),
          attendee: c.email.toUpperCase(),
          organizer: null,
          uid: `${c.eventId}@nodos.example`.toUpperCase(),
        }),
      ),
    ends: TAKEN,
  },
  "the token only in the envelope": {
    domain: "nada.example",
    run: (c) => take(c, write(c, { to: "reuniones@nodos.example" }), { recipients: [replyAddress(TEST_DEPLOYMENT, c.invitationId)] }),
    ends: TAKEN,
  },
  "twice, the same bytes and through another server": {
    domain: "solofirma.example",
    run: async (c) => {
      const raw = await signed(write(c), domainOf(c));
      await take(c, raw);
      await take(c, raw);
      return take(c, `Received: from a.example by b.example; Sat, 21 Nov 2026 12:06:00 -0300\r\n${raw}`);
    },
    ends: { state: "ignored", reason: "doubled", answer: "as said" },
  },
  "in the wrong order": {
    domain: "firmado.example",
    run: async (c) => {
      await takeSigned(c, { partstat: other[c.partstat], stamp: "20261121T151000Z", messageId: `<${c.invitationId}.2@mail.example>` });
      return takeSigned(c);
    },
    ends: { state: "ignored", reason: "older", answer: "the other" },
  },
  "in the right order": {
    domain: "firmado.example",
    run: async (c) => {
      await takeSigned(c, { partstat: other[c.partstat], stamp: "20261121T150400Z", messageId: `<${c.invitationId}.2@mail.example>` });
      return takeSigned(c);
    },
    ends: TAKEN,
  },
  "forged, unsigned": { domain: "firmado.example", run: (c) => take(c, write(c)), ends: { state: "refused", reason: "forged", answer: null } },
  "forged, from a server that SPF does not name": {
    domain: "firmado.example",
    run: (c) => take(c, write(c), { ip: "198.51.100.9" }),
    ends: { state: "refused", reason: "forged", answer: null },
  },
  "forged, another's signature": {
    domain: "firmado.example",
    run: async (c) => take(c, await signed(write(c), "solofirma.example")),
    ends: { state: "refused", reason: "forged", answer: null },
  },
  "forged, changed after it was signed": {
    domain: "solofirma.example",
    run: async (c) => take(c, `${await signed(write(c), domainOf(c))}x\r\n`),
    ends: { state: "refused", reason: "forged", answer: null },
  },
  "a guessed token": {
    domain: "nada.example",
    run: (c) => take(c, write(c, { to: replyAddress({ ...TEST_DEPLOYMENT, secret: "somebody else's, as long" }, c.invitationId) })),
    ends: { state: "refused", reason: "wrong_token", answer: null },
  },
  "no token": { domain: "nada.example", run: (c) => take(c, write(c, { to: "reuniones@nodos.example" })), ends: { state: "tray", reason: "no_token", answer: null } },
  "the UID of no meeting": {
    domain: "nada.example",
    run: (c) => take(c, write(c, { uid: "0193a1f0-0000-7000-8000-000000000001@nodos.example" })),
    ends: { state: "tray", reason: "unknown_meeting", answer: null },
  },
  "a stranger, to whom it was forwarded": {
    domain: "firmado.example",
    run: async (c) => take(c, await signed(write(c, { from: { name: "Otra Persona", address: "otra@solofirma.example" } }), "solofirma.example")),
    ends: { state: "tray", reason: "stranger", answer: null },
  },
  "after the meeting": { domain: "nada.example", run: (c) => take(c, write(c), { now: AFTERWARDS }), ends: { state: "ignored", reason: "past", answer: null } },
  "with a comment, in small letters, without SEQUENCE": {
    domain: "nada.example",
    run: (c) => take(c, write(c, { comment: "Llego tarde, perdón", partstat: c.partstat.toLowerCase() as Partstat, sequence: null })),
    ends: TAKEN,
  },
  "by the calendar of a school whose mail Google carries": {
    domain: "engoogle.example",
    run: async (c) => {
      const raw = write(c).replace("MIME-Version", "Sender: Google Calendar <calendar-notification@google.com>\r\nMIME-Version");
      return take(c, await signed(raw, "google.com"));
    },
    ends: TAKEN,
  },
  "forged, with Google's name and without its signature": {
    domain: "engoogle.example",
    run: async (c) => {
      const raw = write(c).replace("MIME-Version", "Sender: Google Calendar <calendar-notification@google.com>\r\nMIME-Version");
      return take(c, await signed(raw, "solofirma.example"));
    },
    ends: { state: "refused", reason: "forged", answer: null },
  },
  "forged, from two senders at once": {
    domain: "nada.example",
    run: (c) => take(c, write(c).replace("From: ", "From: Otra <otra@firmado.example>\r\nFrom: ")),
    ends: { state: "refused", reason: "several_senders", answer: null },
  },
  "the address of one invitation, the name of another invitee": {
    domain: "nada.example",
    run: (c) => take(c, write(c, { from: { name: "", address: "alguien.mas@nada.example" }, attendee: "alguien.mas@nada.example" })),
    ends: { state: "tray", reason: "other_invitee", answer: null },
  },
  "from a private address, in another name": {
    domain: "firmado.example",
    run: (c) => take(c, write(c, { from: { name: "Alguien Más", address: c.email }, attendee: "alguien@privado.example" }), {}),
    ends: { state: "refused", reason: "forged", answer: null },
  },
};

describe("answers by mail", () => {
  test(`${programs.length * Object.keys(VARIATIONS).length} messages of ${programs.length} programs end in the right state, and none forged is taken`, async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const kinds = Object.entries(VARIATIONS);
    const invited = kinds.flatMap(([, { domain }], v) => programs.map((_, p) => `Persona Número ${v}x${p} <p${v}x${p}@${domain}>`));
    const eventId = await publishedMeeting(s.camila, s.cast, {}, { pasted: [...invited, "Alguien Más <alguien.mas@nada.example>"].join("\n") });
    const wrong: string[] = [];
    for (const [v, [title, { domain, run, ends }]] of kinds.entries()) {
      for (const [p, program] of programs.entries()) {
        const partstat = statuses[(v + p) % 3] as Partstat;
        const invitation = await invitationOf(s.db, eventId, `p${v}x${p}@${domain}`);
        const result = await run({ s, invitationId: invitation.id, eventId, email: invitation.email, name: invitation.name, program, partstat });
        const after = (await invitationOf(s.db, eventId, invitation.email)).answer;
        const expected = ends.answer === null ? null : ANSWERS[ends.answer === "as said" ? partstat : other[partstat]];
        const ok = result.state === ends.state && (result.reason ?? undefined) === ends.reason && after === expected;
        if (!ok) wrong.push(`${program}, ${title}: ${JSON.stringify(result)}, ${after} (should be ${JSON.stringify(ends)}, ${expected})`);
      }
    }
    expect(wrong).toEqual([]);
    // What was taken is an answer; what was refused is none.
    const said = await s.db
      .selectFrom("incoming_mails")
      .innerJoin("invitations", "invitations.id", "incoming_mails.invitation_id")
      .select(["state", "invitations.answer"])
      .execute();
    expect(said.filter((row) => row.state === "refused" && row.answer !== null)).toEqual([]);
  });
});
