/** A pass before a real camera's eyes: the browser is fed a film of it, and the page reads it with its own decoder. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeQR } from "qr";
import { passText } from "#app/domain/attendance/pass.server.ts";
import { begun, secretOf } from "./door-story.ts";
import { expect, test } from "./journey.ts";

const [WIDTH, HEIGHT, MODULE] = [640, 480, 9];

/** A film of two pictures (YUV 4:2:0): the code, black on white, a little off the middle. */
function filmOf(text: string): Buffer {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: 4 });
  const light = Buffer.alloc(WIDTH * HEIGHT, 200);
  for (const [y, row] of rows.entries()) {
    for (const [x, dark] of row.entries()) {
      for (let line = 0; line < MODULE; line += 1)
        light.fill(dark ? 20 : 235, (y * MODULE + line + 40) * WIDTH + x * MODULE + 90, (y * MODULE + line + 40) * WIDTH + (x + 1) * MODULE + 90);
    }
  }
  const picture = Buffer.concat([Buffer.from("FRAME\n"), light, Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`), picture, picture]);
}

test("a pass held before the camera is read, green, and noted", async ({ cast, database, enterAs, baseURL, playwright }, info) => {
  const d = await begun(cast, database);
  const [first] = d.invitations;
  const folder = mkdtempSync(join(tmpdir(), "nodos-film-"));
  const film = join(folder, "pass.y4m");
  writeFileSync(film, filmOf(passText(secretOf(baseURL), first?.id ?? "")));
  const { launchOptions } = info.project.use;
  const fed = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${film}`];
  const browser = await playwright.chromium.launch({ ...launchOptions, args: [...(launchOptions?.args ?? []), ...fed] });
  try {
    const context = await browser.newContext({ baseURL: baseURL ?? "", permissions: ["camera"] });
    await enterAs(d.coordinator.email, context);
    const page = await context.newPage();
    const answer = await page.goto(`/eventos/${d.id}/puerta`);
    expect(answer?.headers()["permissions-policy"]).toContain("camera=(self)");
    await expect(page.locator("[data-state]")).toContainText("0 de 6 adentro");
    await page.getByRole("button", { name: "Leer códigos con la cámara" }).click();
    await expect(page.locator("[data-result-name]")).toHaveText(first?.name ?? "", { timeout: 20_000 });
    await expect(page.locator("[data-state]")).toContainText("1 de 6 adentro. Todo enviado.");
    const rows = await database.db.selectFrom("attendances").select(["invitation_id", "via"]).where("event_id", "=", d.id).execute();
    expect(rows).toEqual([{ invitation_id: first?.id, via: "qr" }]);
    expect((await page.goto(`/eventos/${d.id}`))?.headers()["permissions-policy"]).toContain("camera=()");
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
