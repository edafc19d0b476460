/** A small bucket in memory that looks at each signature by itself (AWS Signature Version 4, written anew here) and at the hash of what it is sent. */
import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const KEY_ID = "ACCESO";
const SECRET = "secreto+de/prueba";
const REGION = "sa-east-1";

const sha = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Buffer, data: string) => createHmac("sha256", key).update(data).digest();

export interface Bucket extends AsyncDisposable {
  url: string;
  objects: Map<string, { bytes: Buffer; at: Date }>;
  /** Why requests were refused. */
  refusals: string[];
}

export async function testBucket({ page = 1000 }: { page?: number } = {}): Promise<Bucket> {
  const objects: Bucket["objects"] = new Map();
  const refusals: string[] = [];
  const server = createServer((req, res) => {
    const pieces: Buffer[] = [];
    req.on("data", (piece: Buffer) => pieces.push(piece));
    req.on("end", () => {
      const body = Buffer.concat(pieces);
      const wrong = signatureFault(req) ?? bodyFault(req, body);
      if (wrong) {
        refusals.push(wrong);
        res.writeHead(403).end(`<Error>${wrong}</Error>`);
      } else respond(objects, page, req, res, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const dispose = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    url: `s3://${KEY_ID}:${encodeURIComponent(SECRET)}@archivos/red/uno?endpoint=${encodeURIComponent(endpoint)}&region=${REGION}`,
    ...{ objects, refusals, [Symbol.asyncDispose]: dispose },
  };
}

function signatureFault(req: IncomingMessage): string | null {
  const auth = /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(req.headers.authorization ?? "");
  if (!auth) return "unsigned";
  const [, credential = "", signed = "", signature = ""] = auth;
  const [id, day = "", region, service] = credential.split("/");
  const at = String(req.headers["x-amz-date"]);
  if (id !== KEY_ID || region !== REGION || service !== "s3" || !at.startsWith(day)) return "another's credential";
  if (!signed.split(";").includes("host") || !signed.split(";").includes("x-amz-date")) return "too little is signed";
  const url = new URL(req.url ?? "", "http://x");
  const query = [...url.searchParams]
    .map(([name, value]) => `${strict(name)}=${strict(value)}`)
    .sort()
    .join("&");
  const headers = signed
    .split(";")
    .map((name) => `${name}:${String(req.headers[name]).trim()}\n`)
    .join("");
  const canonical = [req.method, url.pathname, query, headers, signed, String(req.headers["x-amz-content-sha256"] ?? "")].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const key = hmac(hmac(hmac(hmac(`AWS4${SECRET}`, day), REGION), "s3"), "aws4_request");
  return hmac(key, ["AWS4-HMAC-SHA256", at, scope, sha(canonical)].join("\n")).toString("hex") === signature ? null : "the signature is wrong";
}

const strict = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);

function bodyFault(req: IncomingMessage, body: Buffer): string | null {
  if (req.headers["transfer-encoding"]) return "a body without a length";
  const told = req.headers["x-amz-content-sha256"];
  if (!told) return "no hash";
  return told === "UNSIGNED-PAYLOAD" || told === sha(body) ? null : "the body is another";
}

function respond(objects: Bucket["objects"], page: number, req: IncomingMessage, res: ServerResponse, body: Buffer): void {
  const url = new URL(req.url ?? "", "http://x");
  const key = decodeURIComponent(url.pathname).replace(/^\/archivos\/?/, "");
  if (key === "" && url.searchParams.has("list-type")) {
    list(objects, page, url, res);
    return;
  }
  const object = objects.get(key);
  if (req.method === "PUT") {
    const source = req.headers["x-amz-copy-source"];
    const copied = typeof source === "string" ? objects.get(decodeURIComponent(source).replace(/^\/archivos\//, "")) : { bytes: body };
    if (!copied) return void res.writeHead(404).end("<Error>NoSuchKey</Error>");
    objects.set(key, { bytes: copied.bytes, at: new Date() });
    return void res.writeHead(200).end(typeof source === "string" ? "<CopyObjectResult/>" : "");
  }
  if (req.method === "DELETE") {
    objects.delete(key);
    return void res.writeHead(204).end();
  }
  if (!object) return void res.writeHead(404).end("<Error>NoSuchKey</Error>");
  const range = /^bytes=(\d+)-(\d+)$/.exec(req.headers.range ?? "");
  const bytes = range ? object.bytes.subarray(Number(range[1]), Number(range[2]) + 1) : object.bytes;
  res.writeHead(range ? 206 : 200, { "content-length": bytes.length }).end(req.method === "HEAD" ? undefined : bytes);
}

function list(objects: Bucket["objects"], page: number, url: URL, res: ServerResponse): void {
  const prefix = url.searchParams.get("prefix") ?? "";
  const from = Number(url.searchParams.get("continuation-token") ?? 0);
  const all = [...objects].filter(([key]) => key.startsWith(prefix) && !key.slice(prefix.length).includes("/"));
  const more = all.length > from + page;
  const items = all
    .slice(from, from + page)
    .map(([key, { bytes, at }]) => `<Contents><Key>${key}</Key><LastModified>${at.toISOString()}</LastModified><Size>${bytes.length}</Size></Contents>`);
  const next = more ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${from + page}</NextContinuationToken>` : "<IsTruncated>false</IsTruncated>";
  res.writeHead(200, { "content-type": "application/xml" }).end(`<ListBucketResult>${items.join("")}${next}</ListBucketResult>`);
}
