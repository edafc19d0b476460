import PostalMime from "postal-mime";
import { expect, test } from "vitest";
import { invitationOf, mailsOf, publishedMeeting, stage } from "#app/domain/events/meetings.testing.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { testDb } from "#db/testing.ts";
import { TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { passText } from "./pass.server.ts";
import { qrPng } from "./qr.server.ts";

const { secret, publicUrl } = TEST_DEPLOYMENT;

test("who is invited to a place gets their own entry, as a picture and as a link; to a video call nobody does", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const id = await publishedMeeting(s.camila, s.cast, {}, { person_ids: [s.cast.ids.teacher] });
  const invitation = await invitationOf(t.db, id, "teresa@cast.example");
  const [mail] = await mailsOf(t.db, id, "invitation");
  const message = await PostalMime.parse(mail?.raw ?? "");
  expect(message.attachments.map((each) => each.filename)).toEqual([null, "invite.ics", "entrada.png"]);
  const picture = message.attachments[2]?.content as ArrayBuffer;
  expect(Buffer.from(picture).equals(qrPng(passText(secret, invitation.id)))).toBe(true);
  expect(message.text).toContain(`${publicUrl}/i/${mintToken(secret, "answer", invitation.id)}/entrada`);

  const online = await publishedMeeting(s.camila, s.cast, { host_establishment_id: null, online_url: "https://video.example/x" }, { person_ids: [s.cast.ids.teacher] });
  const [call] = await mailsOf(t.db, online, "invitation");
  const plain = await PostalMime.parse(call?.raw ?? "");
  expect(plain.attachments.map((each) => each.filename)).toEqual([null, "invite.ics"]);
  expect(plain.text).not.toContain("/entrada");
});
