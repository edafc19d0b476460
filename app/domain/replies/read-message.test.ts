import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LARGEST_MAIL } from "./incoming.ts";
import { readMessage } from "./read-message.server.ts";
import { PROGRAMS, type ProgramName, type ReplyParts } from "./replies.testing.ts";

const reply: ReplyParts = {
  from: { name: "Ana Muñoz Peña", address: "Ana.Munoz@Liceo.example" },
  to: "reuniones+abcdefgh@nodos.example",
  uid: "0193a1f0-0000-7000-8000-000000000001@nodos.example",
  partstat: "ACCEPTED",
  comment: "Llego tarde, a las siete",
  sequence: 2,
};
const read = (raw: string | Buffer) => readMessage(Buffer.from(raw as string));

describe.each(Object.keys(PROGRAMS) as ProgramName[])("what %s sends", (program) => {
  test("is read as an answer, with who, what, when and the comment", async () => {
    const message = await read(PROGRAMS[program](reply));
    expect(message).toMatchObject({ kind: "reply", problem: null, fromCount: 1, from: { address: "ana.munoz@liceo.example" }, calendar: { method: "REPLY" } });
    expect(message.calendar?.replies).toHaveLength(1);
    const [said] = message.calendar?.replies ?? [];
    expect(said).toMatchObject({ uid: reply.uid, sequence: 2, stamp: "2026-11-21T15:05:00.000Z", recurrence: null });
    expect(said?.attendees).toMatchObject([{ address: "ana.munoz@liceo.example", name: "Ana Muñoz Peña", says: "yes" }]);
    expect(said?.comment || said?.attendees[0]?.comment).toBe("Llego tarde, a las siete");
  });

  test("is read with lower-case and missing answers too", async () => {
    const says = async (partstat: string) => (await read(PROGRAMS[program]({ ...reply, partstat }))).calendar?.replies[0]?.attendees[0]?.says;
    expect(await says("declined")).toBe("no");
    expect(await says("Tentative")).toBe("maybe");
    expect(await says("DELEGATED")).toBe("delegated");
    expect(await says("NEEDS-ACTION")).toBeNull();
    expect(await says("")).toBeNull();
  });
});

test("a date of a series is read in its three forms", async () => {
  const recurrence = async (line: string) => (await read(PROGRAMS.outlookNew({ ...reply, recurrence: line }))).calendar?.replies[0]?.recurrence;
  expect(await recurrence("RECURRENCE-ID:20261205T213000Z")).toEqual({ local: "2026-12-05T21:30:00", utc: true, zone: null });
  expect(await recurrence('RECURRENCE-ID;TZID="Pacific SA Standard Time":20261205T183000')).toEqual({ local: "2026-12-05T18:30:00", utc: false, zone: "Pacific SA Standard Time" });
  expect(await recurrence("RECURRENCE-ID;VALUE=DATE:20261205")).toEqual({ local: "2026-12-05", utc: false, zone: null });
});

const plain = (more: string, body = "Hola, ¿hay estacionamiento?") =>
  `From: Ana <ana@liceo.example>\r\nTo: reuniones@nodos.example\r\nSubject: Re: =?utf-8?Q?Invitaci=C3=B3n?=\r\n${more}Content-Type: text/plain; charset=utf-8\r\n\r\n${body}\r\n`;

test("words are words, and what a program wrote is known", async () => {
  expect(await read(plain(""))).toMatchObject({ kind: "message", automatic: false, subject: "Re: Invitación", text: "Hola, ¿hay estacionamiento?" });
  for (const header of ["Auto-Submitted: auto-replied", "X-Autoreply: yes", "Precedence: auto_reply", "Return-Path: <>", "X-Autorespond: x"]) {
    expect(await read(plain(`${header}\r\n`)), header).toMatchObject({ kind: "message", automatic: true });
  }
  expect(await read(plain("Auto-Submitted: no\r\n"))).toMatchObject({ automatic: false });
});

test("an invitation that somebody forwarded answers nothing", async () => {
  const forwarded = PROGRAMS.thunderbird({ ...reply, method: "REQUEST", partstat: "NEEDS-ACTION" }).replaceAll("method=REPLY", "method=REQUEST");
  expect(await read(forwarded)).toMatchObject({ kind: "message", calendar: { method: "REQUEST" } });
});

test("two senders are counted, also in two headers", async () => {
  expect((await read(plain("From: Otra <otra@liceo.example>\r\n"))).fromCount).toBe(2);
  expect((await read(plain("").replace("From: Ana <ana@liceo.example>", "From: a@x.example, b@x.example"))).fromCount).toBe(2);
  expect((await read(plain("").replace(/^From.*\r\n/, ""))).fromCount).toBe(0);
});

test("Outlook's own format is known by its name", async () => {
  const tnef =
    'From: a@liceo.example\r\nSubject: Accepted: Taller\r\nContent-Type: multipart/mixed; boundary=t\r\n\r\n--t\r\nContent-Type: text/plain\r\n\r\nok\r\n--t\r\nContent-Type: application/ms-tnef; name="winmail.dat"\r\nContent-Transfer-Encoding: base64\r\n\r\neJ8+\r\n--t--\r\n';
  expect(await read(tnef)).toMatchObject({ kind: "message", winmail: true });
});

test("a calendar in the charset of old Windows keeps its letters, said or unsaid", async () => {
  const body = `BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:${reply.uid}\r\nATTENDEE;PARTSTAT=ACCEPTED;CN=Peña:mailto:a@liceo.example\r\nCOMMENT:año\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
  for (const type of ["text/calendar; charset=iso-8859-1; method=REPLY", "application/octet-stream; name=x.ics"]) {
    const raw = Buffer.from(`From: a@liceo.example\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${body}`, "latin1");
    expect((await readMessage(raw)).calendar?.replies[0], type).toMatchObject({ comment: "año", attendees: [{ name: "Peña", says: "yes" }] });
  }
});

test("what is too large is known by its headers alone; what is nonsense is nonsense; nothing throws", async () => {
  const large = await readMessage(Buffer.from(plain("", "x".repeat(LARGEST_MAIL))));
  expect(large).toMatchObject({ problem: "too_large", kind: "message", subject: "Re: Invitación", from: { address: "ana@liceo.example" }, text: "" });
  for (const odd of ["", "\0\0\0", "x", "BEGIN:VCALENDAR", `${"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n".repeat(500)}`, "From: <<<>>>\r\n\r\n"]) {
    expect((await read(odd)).kind).toBe("message");
  }
  const broken = PROGRAMS.exchange(reply).replace(/base64/, "x-unknown");
  expect((await read(broken)).kind).toBe("message");
});

test("whatever is broken in it, it is read or it is said that it cannot be read", async () => {
  const all = (Object.keys(PROGRAMS) as ProgramName[]).map((program) => PROGRAMS[program](reply));
  const edit = fc.record({ at: fc.nat(5_000), size: fc.nat(40), with: fc.string({ unit: "binary", maxLength: 12 }) });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...all), fc.array(edit, { minLength: 1, maxLength: 8 }), async (whole, edits) => {
      const broken = edits.reduce((text, { at, size, with: instead }) => text.slice(0, at % text.length) + instead + text.slice((at % text.length) + size), whole);
      const message = await read(broken);
      expect(["reply", "message", "bounce"]).toContain(message.kind);
      // Both databases store it.
      expect(JSON.stringify([message.subject, message.from, message.messageId, message.deliveredTo])).not.toContain("\\u0000");
    }),
    { numRuns: 300 },
  );
});
