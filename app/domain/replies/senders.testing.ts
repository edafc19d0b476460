/** Where answers come from, for tests: a domain's DNS, and its signature. */
import { generateKeyPairSync } from "node:crypto";
import { type DNSResolver, dkimSign } from "mailauth";

const keys = generateKeyPairSync("rsa", { modulusLength: 2048, publicKeyEncoding: { type: "spki", format: "der" }, privateKeyEncoding: { type: "pkcs8", format: "pem" } });
/** The one key of all domains of these tests. */
export const testKey = { privateKey: keys.privateKey };
const DKIM_RECORD = `v=DKIM1; k=rsa; p=${keys.publicKey.toString("base64")}`;

/** With a DKIM signature of this domain, under the key that `dnsOf` publishes. */
export async function signed(raw: string, domain: string): Promise<string> {
  // Its types know one signature, the function takes a list.
  const options = { canonicalization: "relaxed/relaxed", signatureData: [{ signingDomain: domain, selector: "s1", privateKey: keys.privateKey }] };
  const result = await dkimSign(Buffer.from(raw), options as unknown as Parameters<typeof dkimSign>[1]);
  if (result.errors.length > 0) throw new Error(JSON.stringify(result.errors));
  return result.signatures + raw;
}

export interface Zone {
  dkim?: boolean;
  dmarc?: string;
  spf?: string;
  /** Its name servers do not answer. */
  silent?: boolean;
}

/** A name server that knows these domains; of all others it says that there is nothing. */
export function dnsOf(zones: Record<string, Zone>): DNSResolver {
  return async (name, type) => {
    const found = Object.entries(zones).find(([domain]) => name === domain || name.endsWith(`.${domain}`));
    const [domain, zone] = found ?? ["", {} as Zone];
    if (zone.silent) throw Object.assign(new Error("queryTxt ESERVFAIL"), { code: "ESERVFAIL" });
    const texts: Record<string, string | undefined> = {
      [`s1._domainkey.${domain}`]: zone.dkim ? DKIM_RECORD : undefined,
      [`_dmarc.${domain}`]: zone.dmarc,
      [domain]: zone.spf,
    };
    const text = type === "TXT" ? texts[name] : undefined;
    if (text === undefined) throw Object.assign(new Error(`query${type} ENOTFOUND ${name}`), { code: "ENOTFOUND" });
    return [[text]];
  };
}
