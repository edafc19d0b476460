/**
 * What the server that received the message says of its sender (Authentication-Results, RFC 8601). Only of the server whose name the administrator
 * gave, and only its topmost word: a sender can write such headers too, but only below what the receiving server puts on top.
 */
import { domainOf } from "./same-mailbox.ts";

const HEAD_MAX = 200_000;

/** pass, fail, or null where that server says nothing of this domain. */
export function trustedResults(raw: Buffer, authserv: string, fromDomain: string): "pass" | "fail" | null {
  const text = raw.subarray(0, HEAD_MAX).toString("latin1").replace(/\r\n/g, "\n");
  const head = (text.split("\n\n", 1)[0] ?? "").replace(/\n[ \t]+/g, " ");
  for (const line of head.split("\n")) {
    const match = /^authentication-results:\s*([^\s;]+)[^;]*;(.*)$/i.exec(line);
    if (match?.[1]?.toLowerCase() === authserv.toLowerCase()) return saidOf(match[2] ?? "", fromDomain);
  }
  return null;
}

function saidOf(results: string, fromDomain: string): "pass" | "fail" | null {
  const methods = results
    .replace(/\([^()]*\)/g, " ")
    .split(";")
    .map((each) => each.trim().toLowerCase());
  const of = (name: string) => methods.filter((each) => each.startsWith(`${name}=`));
  const value = (method: string, property: RegExp) => domainOf(property.exec(method)?.[1] ?? "");
  const dmarc = of("dmarc").find((each) => value(each, /header\.from=([^\s;]+)/) === fromDomain || !each.includes("header.from="));
  if (dmarc?.startsWith("dmarc=pass")) return "pass";
  if (dmarc?.startsWith("dmarc=fail")) return "fail";
  if (of("dkim").some((each) => each.startsWith("dkim=pass") && isOf(value(each, /header\.(?:d|i)=([^\s;]+)/), fromDomain))) return "pass";
  if (of("spf").some((each) => each.startsWith("spf=pass") && isOf(value(each, /smtp\.mailfrom=([^\s;]+)/), fromDomain))) return "pass";
  return null;
}

const isOf = (domain: string, parent: string): boolean => domain === parent || domain.endsWith(`.${parent}`);
