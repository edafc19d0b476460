import { expect, test } from "vitest";
import { front } from "./front.testing.ts";
import { bodyDeadline, linger } from "./upload-pace.server.ts";
import { askRaw } from "./uploads.testing.ts";

test("a form that does not end is ended; one that does, and an upload, are not", async () => {
  await using served = await front((server) => {
    server.use(bodyDeadline({ ms: 60 }));
    server.use((req, res) => {
      req.on("end", () => res.end("read"));
      req.resume();
    });
  });
  const post = (path: string, stall: boolean) => askRaw(served.port, path, { method: "POST", body: "abc", headers: { "content-length": stall ? 10 : 3 }, stall });
  expect((await post("/eventos/nuevo", true)).status).toBe(408);
  expect((await post("/eventos/nuevo", false)).text).toBe("read");
  const upload = post("/subidas/resource/x", true);
  expect(await Promise.race([upload, new Promise((resolve) => setTimeout(resolve, 200, "still open"))])).toBe("still open");
  upload.catch(() => undefined);
});

test("what is refused is answered while it still comes, and then cut off", async () => {
  let cut = false;
  await using served = await front((server) => {
    server.use((req, res) => {
      req.socket.on("close", () => {
        cut = true;
      });
      res.status(413).end("no");
      linger(req, 30);
    });
  });
  const answer = await askRaw(served.port, "/", { method: "POST", body: "abc", headers: { "content-length": 5_000_000_000 }, stall: true });
  expect([answer.status, answer.text]).toEqual([413, "no"]);
  while (!cut) await new Promise((resolve) => setTimeout(resolve, 5));
});
