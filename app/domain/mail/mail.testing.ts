/** A mail for tests: an invitation to one person, with a calendar part. */
import type { OutgoingMail } from "./mail.ts";

export const INVITE = [
  "BEGIN:VCALENDAR",
  "VERSION:2.0",
  "PRODID:-//Nodos//Calendario//ES",
  "METHOD:REQUEST",
  "BEGIN:VEVENT",
  "UID:0193a1f0-0000-7000-8000-000000000001@nodos.example",
  "DTSTAMP:20261102T120000Z",
  "DTSTART:20261205T213000Z",
  "DTEND:20261205T230000Z",
  "SUMMARY:Sesión territorial de Ñuñoa",
  "ORGANIZER;CN=Nodos:mailto:reuniones@nodos.example",
  "ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:ana@liceo.example",
  "END:VEVENT",
  "END:VCALENDAR",
  "",
].join("\r\n");

export function testMail(changes: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    kind: "invitation",
    to: { name: "Ana Muñoz", address: "ana@liceo.example" },
    key: "invitation:one",
    content: {
      subject: "Invitación: Sesión territorial, sábado 5 de diciembre",
      html: "<p>Te invitamos a la <strong>sesión</strong> territorial.</p>",
      text: "Te invitamos a la sesión territorial.\n\nVoy:\nhttps://nodos.example/i/abc?r=yes\n",
      ical: { method: "REQUEST", content: INVITE },
    },
    unsubscribe: `https://nodos.example/b/${"t".repeat(42)}`,
    ...changes,
  };
}
