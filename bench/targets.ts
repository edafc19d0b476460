/** What is put under load, and the bare server beside it. */
import { request } from "node:http";
import { paths } from "#app/paths.ts";
import { newId } from "#db/ids.ts";
import type { Recorded } from "./bare.ts";
import { startChild } from "./children.ts";
import type { Journey } from "./journey.ts";
import { load, median, type Round } from "./load.ts";
import type { TargetMeasured } from "./results.ts";

interface Target {
  title: string;
  who: "visitor" | "member" | "coordinator";
  path: string;
  headers: Record<string, string>;
  /** What is posted, anew each time. */
  body?: () => string;
}

function targetsOf({ node, event, crowded, cookies, door }: Journey): Target[] {
  const pages = [
    ["front page", paths.home()],
    ["node page", node],
    ["event page", event],
    ["calendar, one month", paths.calendar()],
    ["calendar, a month with 300 dates", crowded],
  ] as const;
  const zipped = { "accept-encoding": "gzip" };
  return [
    ...pages.map(([title, path]) => ({ title, who: "visitor" as const, path, headers: zipped })),
    { title: "feed of all public meetings", who: "visitor", path: paths.publicFeed(), headers: zipped },
    ...pages.map(([title, path]) => ({ title, who: "member" as const, path, headers: { ...zipped, cookie: cookies.member } })),
    { title: "check-in at the door", who: "coordinator", path: door.path, headers: { cookie: cookies.coordinator }, body: checkIns(door.invitations) },
  ];
}

/** One person after the other, in and out again, so that each check-in is written. */
function checkIns(invitations: string[]): () => string {
  let n = 0;
  return () => {
    const at = new Date().toISOString();
    const turn = Math.floor(n / invitations.length) % 2;
    const act = { id: newId(), what: turn === 0 ? "present" : "removed", at, via: "qr", invitation_id: invitations[n % invitations.length] };
    n += 1;
    return new URLSearchParams({ acts: JSON.stringify({ sent_at: at, acts: [act] }) }).toString();
  };
}

/** Real and bare in turn, round after round, so that what else the machine does meets both. */
export async function measureTargets(
  url: string,
  journey: Journey,
  { rounds, seconds, say }: { rounds: number; seconds: number; say: (text: string) => void },
): Promise<TargetMeasured[]> {
  const targets = targetsOf(journey);
  const feed = targets.find(({ path }) => path === paths.publicFeed()) as Target;
  const etag = String((await record(url, feed)).headers.etag);
  targets.splice(targets.indexOf(feed) + 1, 0, { ...feed, title: "the same feed, unchanged", headers: { ...feed.headers, "if-none-match": etag } });
  const recorded: Recorded[] = [];
  for (const target of targets) recorded.push(await record(url, target));
  const bare = await startChild("bare.ts", { first: recorded });
  const found = targets.map(() => ({ real: [] as Round[], bare: [] as Round[] }));
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const warming = round === 0;
      say(warming ? "warming up" : `round ${round} of ${rounds} under load`);
      for (const [index, { path, headers, body }] of targets.entries()) {
        const { status } = recorded[index] as Recorded;
        const options = { seconds: warming ? 1 : seconds, status, body };
        const both = { real: await load(url + path, headers, options), bare: await load(`${bare.url}/${index}`, headers, options) };
        if (both.real.bad > 0) throw new Error(`${path}: ${both.real.bad} answers under load were not ${status}`);
        if (warming) continue;
        found[index]?.real.push(both.real);
        found[index]?.bare.push(both.bare);
      }
    }
  } finally {
    await bare.stop();
  }
  return targets.map((target, index) => summary(target, recorded[index] as Recorded, found[index] as { real: Round[]; bare: Round[] }));
}

function summary({ title, who }: Target, { status, body }: Recorded, { real, bare }: { real: Round[]; bare: Round[] }): TargetMeasured {
  const of = (rounds: Round[], what: "rate" | "p50" | "p99") => median(rounds.map((round) => round[what]));
  const shares = real.map(({ rate }, index) => rate / (bare[index]?.rate ?? Number.NaN));
  return {
    title,
    who,
    status,
    bytes: Buffer.from(body, "base64").length,
    rate: of(real, "rate"),
    p50: of(real, "p50"),
    p99: of(real, "p99"),
    bareRate: of(bare, "rate"),
    share: median(shares),
  };
}

/** The answer as it goes over the wire: zipped stays zipped. */
function record(url: string, { path, headers, body: posted }: Target): Promise<Recorded> {
  return new Promise((resolve, reject) => {
    const text = posted?.();
    const type = text === undefined ? {} : { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(text) };
    const asked = request(url + path, { method: text === undefined ? "GET" : "POST", headers: { ...headers, ...type } }, (res) => {
      const chunks: Buffer[] = [];
      res.on("data", (chunk: Buffer) => chunks.push(chunk));
      res.once("end", () => {
        const body = Buffer.concat(chunks);
        const kept: Recorded["headers"] = {};
        for (const [name, value] of Object.entries(res.headers))
          if (value !== undefined && !["connection", "keep-alive", "transfer-encoding", "date", "content-length"].includes(name)) kept[name] = value;
        if (body.length > 0) kept["content-length"] = String(body.length);
        const status = res.statusCode ?? 0;
        if (status !== 200 && status !== 304) reject(new Error(`${path} answered ${status}`));
        else resolve({ status, headers: kept, body: body.toString("base64") });
      });
    });
    asked.once("error", reject);
    asked.end(text);
  });
}
