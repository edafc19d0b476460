/** Answers as mail programs really write them, for tests. */

export type ProgramName = keyof typeof PROGRAMS;

export interface ReplyParts {
  from: { name: string; address: string };
  to: string;
  uid: string;
  /** ACCEPTED, DECLINED, TENTATIVE … as it stands there; "" leaves it out. */
  partstat: string;
  attendee?: string;
  attendeeName?: string;
  organizer?: string | null;
  sequence?: number | null;
  stamp?: string;
  /** `RECURRENCE-ID…:…`, the whole line. */
  recurrence?: string;
  comment?: string;
  method?: string;
  messageId?: string;
  date?: string;
  subject?: string;
  starts?: string;
  ends?: string;
}

const CRLF = "\r\n";
const lines = (...all: (string | false | undefined)[]): string => all.filter((line) => typeof line === "string").join(CRLF);
const fold = (line: string): string => line.replace(/(.{73})(?=.)/gu, "$1\r\n ");
const base64 = (text: string): string =>
  Buffer.from(text)
    .toString("base64")
    .replace(/.{76}(?=.)/g, "$&\r\n");
const quoted = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => (byte === 13 || byte === 10 || (byte >= 32 && byte < 127 && byte !== 61) ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`))
    .join("")
    .split("\r\n")
    .map((line) => line.replace(/(.{60})(?=.)/g, "$1=\r\n").replace(/=\r\n([0-9A-F]{1,2})?(?=)/g, "=\r\n$1"))
    .join("\r\n");

interface Writing {
  prodId: string;
  mailto: string;
  organizer: boolean;
  timezone?: string;
  extra?: string[];
  commentAs?: "COMMENT" | "X-RESPONSE-COMMENT";
}

function calendar(reply: ReplyParts, how: Writing): string {
  const { attendee = reply.from.address, attendeeName = reply.from.name, comment = "" } = reply;
  const said = comment.replace(/\n/g, "\\n").replace(/,/g, "\\,");
  const cn = attendeeName ? `;CN="${attendeeName}"` : "";
  const inline = how.commentAs === "X-RESPONSE-COMMENT" && said ? `;X-NUM-GUESTS=0;X-RESPONSE-COMMENT="${said.replaceAll("\\,", ",")}"` : "";
  const organizer = reply.organizer === undefined ? reply.to : reply.organizer;
  return `${lines(
    "BEGIN:VCALENDAR",
    `METHOD:${reply.method ?? "REPLY"}`,
    `PRODID:${how.prodId}`,
    "VERSION:2.0",
    how.timezone,
    "BEGIN:VEVENT",
    how.organizer && organizer !== null && fold(`ORGANIZER;CN=Nodos:${how.mailto}:${organizer}`),
    fold(`ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT${reply.partstat ? `;PARTSTAT=${reply.partstat}` : ""}${cn}${inline}:${how.mailto}:${attendee}`),
    `UID:${reply.uid}`,
    how.commentAs !== "X-RESPONSE-COMMENT" && said ? fold(`COMMENT;LANGUAGE=es-CL:${said}`) : undefined,
    reply.recurrence,
    `DTSTART:${reply.starts ?? "20261205T213000Z"}`,
    `DTEND:${reply.ends ?? "20261205T230000Z"}`,
    `DTSTAMP:${reply.stamp ?? "20261121T150500Z"}`,
    reply.sequence === null ? undefined : `SEQUENCE:${reply.sequence ?? 0}`,
    "SUMMARY:Taller de tableros en Ñuñoa",
    ...(how.extra ?? []),
    "END:VEVENT",
    "END:VCALENDAR",
  )}${CRLF}`;
}

const head = (reply: ReplyParts, ...more: (string | false)[]): string =>
  lines(
    `From: ${reply.from.name ? `"${reply.from.name}" ` : ""}<${reply.from.address}>`,
    `To: <${reply.to}>`,
    `Subject: ${reply.subject ?? "Aceptada: Taller de tableros"}`,
    `Date: ${reply.date ?? "Sat, 21 Nov 2026 12:05:00 -0300"}`,
    `Message-ID: ${reply.messageId ?? `<${reply.uid}.${reply.from.address}>`}`,
    "MIME-Version: 1.0",
    ...more,
  );

const WINDOWS_ZONE = lines(
  "BEGIN:VTIMEZONE",
  "TZID:Pacific SA Standard Time",
  "BEGIN:STANDARD",
  "DTSTART:16010101T000000",
  "TZOFFSETFROM:-0300",
  "TZOFFSETTO:-0400",
  "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=4",
  "END:STANDARD",
  "END:VTIMEZONE",
);

/** One function a program: what it sends when somebody answers in it. */
export const PROGRAMS = {
  gmail: (reply: ReplyParts): string => {
    const ics = calendar(reply, {
      prodId: "-//Google Inc//Google Calendar 70.9054//EN",
      mailto: "mailto",
      organizer: true,
      commentAs: "X-RESPONSE-COMMENT",
      extra: ["TRANSP:OPAQUE", "STATUS:CONFIRMED"],
    });
    return lines(
      head(reply, "Auto-Submitted: auto-generated", 'Content-Type: multipart/mixed; boundary="000000000000aa"'),
      "",
      "--000000000000aa",
      'Content-Type: multipart/alternative; boundary="000000000000bb"',
      "",
      "--000000000000bb",
      'Content-Type: text/plain; charset="UTF-8"; format=flowed; delsp=yes',
      "Content-Transfer-Encoding: base64",
      "",
      base64("Ha aceptado esta invitación."),
      "--000000000000bb",
      'Content-Type: text/calendar; charset="UTF-8"; method=REPLY',
      "Content-Transfer-Encoding: 8bit",
      "",
      `${ics}--000000000000bb--`,
      "--000000000000aa",
      'Content-Type: application/ics; name="invite.ics"',
      'Content-Disposition: attachment; filename="invite.ics"',
      "Content-Transfer-Encoding: base64",
      "",
      base64(ics),
      "--000000000000aa--",
      "",
    );
  },
  outlookDesktop: (reply: ReplyParts): string => {
    const ics = calendar(reply, { prodId: "-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN", mailto: "MAILTO", organizer: false, extra: ["X-MICROSOFT-CDO-BUSYSTATUS:BUSY"] });
    return lines(
      head(reply, "X-Mailer: Microsoft Outlook 16.0", 'Content-Type: multipart/alternative; boundary="----=_NextPart_000_0001_01D"'),
      "",
      "This is a multipart message in MIME format.",
      "",
      "------=_NextPart_000_0001_01D",
      'Content-Type: text/plain; charset="iso-8859-1"',
      "Content-Transfer-Encoding: quoted-printable",
      "",
      "Ah=ED estar=E9",
      "------=_NextPart_000_0001_01D",
      'Content-Type: text/calendar; charset="utf-8"; method=REPLY',
      "Content-Transfer-Encoding: 7bit",
      "",
      `${ics}------=_NextPart_000_0001_01D--`,
      "",
    );
  },
  outlookNew: (reply: ReplyParts): string => {
    const ics = calendar(reply, {
      prodId: "Microsoft Exchange Server 2010",
      mailto: "mailto",
      organizer: false,
      timezone: WINDOWS_ZONE,
      extra: ["X-MICROSOFT-DISALLOW-COUNTER:FALSE"],
    });
    return lines(
      head(reply, "X-MS-Has-Attach: ", 'Content-Type: multipart/alternative; boundary="_000_NEW_"'),
      "",
      "--_000_NEW_",
      'Content-Type: text/plain; charset="utf-8"',
      "",
      "",
      "--_000_NEW_",
      'Content-Type: text/calendar; charset="utf-8"; method=REPLY',
      "Content-Transfer-Encoding: base64",
      "",
      base64(ics),
      "",
      "--_000_NEW_--",
      "",
    );
  },
  exchange: (reply: ReplyParts): string => {
    const ics = calendar(reply, {
      prodId: "Microsoft Exchange Server 2010",
      mailto: "MAILTO",
      organizer: true,
      timezone: WINDOWS_ZONE,
      extra: ["X-MICROSOFT-CDO-APPT-SEQUENCE:0"],
    });
    return lines(
      head(reply, "X-Auto-Response-Suppress: DR, OOF, AutoReply", 'Content-Type: text/calendar; charset="utf-8"; method=REPLY', "Content-Transfer-Encoding: base64"),
      "",
      base64(ics),
      "",
    );
  },
  appleMac: (reply: ReplyParts): string => {
    const ics = calendar(reply, {
      prodId: "-//Apple Inc.//macOS 15.1//EN",
      mailto: "mailto",
      organizer: true,
      extra: ["TRANSP:OPAQUE", "CREATED:20261121T150000Z", "X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC"],
    });
    return lines(
      head(reply, "X-Mailer: Apple Mail (2.3826)", "Content-Type: multipart/mixed; boundary=Apple-Mail-1"),
      "",
      "--Apple-Mail-1",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: quoted-printable",
      "",
      "Ha aceptado.",
      "--Apple-Mail-1",
      "Content-Disposition: attachment; filename=iCal-20261121.ics",
      "Content-Type: text/calendar; method=REPLY; charset=utf-8; name=iCal-20261121.ics",
      "Content-Transfer-Encoding: quoted-printable",
      "",
      quoted(ics),
      "--Apple-Mail-1--",
      "",
    );
  },
  appleIos: (reply: ReplyParts): string => {
    // Only the file, without a method in its header.
    const ics = calendar(reply, { prodId: "-//Apple Inc.//iOS 19.1//EN", mailto: "mailto", organizer: true });
    return lines(
      head(reply, 'Content-Type: multipart/mixed; boundary="ios-1"'),
      "",
      "--ios-1",
      "Content-Type: text/plain; charset=us-ascii",
      "",
      "",
      "--ios-1",
      'Content-Type: application/octet-stream; name="meeting.ics"',
      'Content-Disposition: attachment; filename="meeting.ics"',
      "Content-Transfer-Encoding: base64",
      "",
      base64(ics.replaceAll("\r\n", "\n")),
      "--ios-1--",
      "",
    );
  },
  thunderbird: (reply: ReplyParts): string => {
    const ics = calendar(reply, {
      prodId: "-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN",
      mailto: "mailto",
      organizer: true,
      extra: ["LAST-MODIFIED:20261121T150500Z", "X-MOZ-GENERATION:1"],
    });
    return lines(
      head(reply, "User-Agent: Mozilla Thunderbird", 'Content-Type: multipart/mixed; boundary="----------tb1"'),
      "",
      "------------tb1",
      'Content-Type: multipart/alternative; boundary="----------tb2"',
      "",
      "------------tb2",
      "Content-Type: text/plain; charset=UTF-8",
      "Content-Transfer-Encoding: 8bit",
      "",
      "ha aceptado su invitación.",
      "",
      "------------tb2",
      "Content-Type: text/calendar; method=REPLY; charset=UTF-8",
      "Content-Transfer-Encoding: 8bit",
      "",
      `${ics}------------tb2--`,
      "",
      "------------tb1",
      'Content-Type: application/ics; name="invite.ics"',
      "Content-Disposition: attachment; filename=invite.ics",
      "Content-Transfer-Encoding: 7bit",
      "",
      `${ics}------------tb1--`,
      "",
    );
  },
} satisfies Record<string, (reply: ReplyParts) => string>;
