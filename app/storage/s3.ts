/**
 * A bucket that speaks S3: `s3://bucket/prefix?endpoint=https://…&region=…`, with user:password of the address or AWS_ACCESS_KEY_ID and
 * AWS_SECRET_ACCESS_KEY. The endpoint is addressed by path (what small servers understand too). One signed PUT of known length a file: ours have at
 * most 500 MB, S3 takes 5 GB.
 */
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, mkdirSync } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AwsClient } from "aws4fetch";
import { checkedKey, isOriginal, isStoreKey } from "./keys.ts";
import { MissingBytes } from "./missing-bytes.ts";
import type { FileStore, StoredKey } from "./store.ts";

interface Bucket {
  client: AwsClient;
  /** `https://endpoint/bucket`, no slash at the end. */
  base: string;
  /** "" or `some/folder/`. */
  prefix: string;
}

/** A question is answered soon; bytes may take their time. */
const SHORT_MS = 30_000;
const LONG_MS = 20 * 60_000;
const ASIDE = "aside/";

export function s3Store(url: string, staging: string): FileStore {
  const bucket = bucketOf(url);
  const keyed = (key: string) => bucket.prefix + checkedKey(key);
  const aside = (key: string) => bucket.prefix + ASIDE + checkedKey(key);
  const folder = () => {
    mkdirSync(staging, { recursive: true });
    return staging;
  };
  const store: FileStore = {
    get staging() {
      return folder();
    },
    put: async (key, source) => put(bucket, keyed(key), key, source),
    read: async (key, range) => {
      const answer = await ask(bucket, keyed(key), { headers: range ? { range: `bytes=${range.start}-${range.end}` } : {}, ms: LONG_MS });
      if (answer.status === 404) throw new MissingBytes(key);
      return Readable.fromWeb(expect(answer, range ? 206 : 200).body as Parameters<typeof Readable.fromWeb>[0]);
    },
    size: async (key) => {
      const answer = await ask(bucket, keyed(key), { method: "HEAD" });
      return answer.status === 404 ? null : Number(expect(answer, 200).headers.get("content-length"));
    },
    remove: async (key) => remove(bucket, keyed(key)),
    touch: async (key) => void (await copy(bucket, keyed(key), keyed(key))),
    keys: () => listed(bucket, bucket.prefix),
    withLocal: async (key, work) => {
      const path = join(folder(), `local-${key.slice(0, 16)}-${process.pid}-${performance.now()}`);
      try {
        await pipeline(await store.read(key), createWriteStream(path, { flags: "wx" }));
        return await work(path);
      } finally {
        await rm(path, { force: true });
      }
    },
    setAside: async (key) => {
      if (await copy(bucket, keyed(key), aside(key))) await remove(bucket, keyed(key));
    },
    bringBack: async (key) => {
      if (await copy(bucket, aside(key), keyed(key))) await remove(bucket, aside(key));
    },
    forget: async (key) => remove(bucket, aside(key)),
    asides: () => names(listed(bucket, bucket.prefix + ASIDE)),
  };
  return store;
}

function bucketOf(address: string): Bucket {
  const url = new URL(address);
  const region = url.searchParams.get("region") ?? process.env.AWS_REGION ?? "us-east-1";
  const endpoint = (url.searchParams.get("endpoint") ?? `https://s3.${region}.amazonaws.com`).replace(/\/+$/, "");
  const accessKeyId = decodeURIComponent(url.username) || process.env.AWS_ACCESS_KEY_ID;
  const secretAccessKey = decodeURIComponent(url.password) || process.env.AWS_SECRET_ACCESS_KEY;
  if (!accessKeyId || !secretAccessKey) throw new Error("STORAGE_URL: s3:// needs user and password in it, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
  const folder = url.pathname.replace(/^\/+|\/+$/g, "");
  return {
    client: new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: 0 }),
    base: `${endpoint}/${url.hostname}`,
    prefix: folder ? `${folder}/` : "",
  };
}

interface Question {
  method?: string;
  headers?: Record<string, string>;
  body?: BodyInit;
  ms?: number;
}

async function ask(bucket: Bucket, path: string, { method = "GET", headers = {}, body, ms = SHORT_MS }: Question): Promise<Response> {
  // Signed without the body: a stream is not to be read for it. Of originals the hash is the key, so the store checks what arrives.
  const signed = await bucket.client.sign(`${bucket.base}/${path}`, { method, headers });
  return fetch(signed.url, { method, headers: signed.headers, signal: AbortSignal.timeout(ms), ...(body === undefined ? {} : { body, duplex: "half" }) } as RequestInit);
}

function expect(answer: Response, status: number): Response {
  if (answer.status === status) return answer;
  void answer.body?.cancel();
  throw new Error(`the bucket answered ${answer.status} to ${new URL(answer.url).pathname}`);
}

async function put(bucket: Bucket, path: string, key: string, source: string | Uint8Array): Promise<void> {
  const length = typeof source === "string" ? (await stat(source)).size : source.byteLength;
  const hash = isOriginal(key) ? key : typeof source === "string" ? "UNSIGNED-PAYLOAD" : createHash("sha256").update(source).digest("hex");
  const headers = { "x-amz-content-sha256": hash, "content-length": String(length), "content-type": "application/octet-stream" };
  const body = typeof source === "string" ? (Readable.toWeb(createReadStream(source)) as BodyInit) : (source as BodyInit);
  const answer = expect(await ask(bucket, path, { method: "PUT", headers, body, ms: LONG_MS }), 200);
  await answer.body?.cancel();
}

async function remove(bucket: Bucket, path: string): Promise<void> {
  const answer = await ask(bucket, path, { method: "DELETE" });
  await answer.body?.cancel();
  if (answer.status !== 204 && answer.status !== 200 && answer.status !== 404) expect(answer, 204);
}

/** False: there is nothing to copy. */
async function copy(bucket: Bucket, from: string, to: string): Promise<boolean> {
  const source = `/${bucket.base.split("/").at(-1)}/${from}`;
  // REPLACE, for S3 refuses to copy a thing onto itself otherwise.
  const answer = await ask(bucket, to, { method: "PUT", headers: { "x-amz-copy-source": source, "x-amz-metadata-directive": "REPLACE", "content-length": "0" }, ms: LONG_MS });
  const text = await answer.text();
  if (answer.status === 404) return false;
  // S3 may answer 200 and say in the body that it failed.
  if (answer.status !== 200 || text.includes("<Error>")) throw new Error(`the bucket answered ${answer.status} to a copy of ${from}`);
  return true;
}

/** What lies right under `prefix`: not what was set aside below it. */
async function* listed(bucket: Bucket, prefix: string): AsyncIterable<StoredKey> {
  let token: string | undefined;
  do {
    const query = new URLSearchParams({ "list-type": "2", prefix, delimiter: "/", ...(token ? { "continuation-token": token } : {}) });
    const answer = expect(await ask(bucket, `?${query}`, {}), 200);
    const xml = await answer.text();
    for (const [, item = ""] of xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
      const key = inTag(item, "Key").slice(prefix.length);
      if (isStoreKey(key)) yield { key, size: Number(inTag(item, "Size")), at: new Date(inTag(item, "LastModified")) };
    }
    token = inTag(xml, "IsTruncated") === "true" ? inTag(xml, "NextContinuationToken") : undefined;
  } while (token);
}

async function* names(keys: AsyncIterable<StoredKey>): AsyncIterable<string> {
  for await (const { key } of keys) yield key;
}

const inTag = (xml: string, tag: string): string => (new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1] ?? "").replaceAll("&amp;", "&").replaceAll("&#43;", "+");
