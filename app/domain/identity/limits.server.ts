/**
 * Limits on attempts, kept in this process's memory: what is counted is failures and mails asked for, never people who sign in.
 * A school behind one address is many people, so that limit is wide; and a loopback address is a reverse proxy that was not told
 * to us (TRUST_PROXY), not a person: it is not counted, or one attacker would close the door to all.
 */
import { RateLimiterMemory } from "rate-limiter-flexible";
import { DomainError } from "#app/domain/errors.ts";

const MINUTES = 60;

interface Limits {
  /** Wrong passwords for one address from one place. */
  failuresHere: RateLimiterMemory;
  /** Wrong passwords for one address from anywhere. */
  failuresOfAddress: RateLimiterMemory;
  failuresOfPlace: RateLimiterMemory;
  /** Mails asked for by one address: nobody's mailbox is to be flooded. */
  mailsToAddress: RateLimiterMemory;
  mailsOfPlace: RateLimiterMemory;
  /** Wrong codes of the screen at a meeting, by one person; and from one place, where a whole room sits behind one address. */
  codesHere: RateLimiterMemory;
  codesOfPlace: RateLimiterMemory;
  /** Reports to moderation by one person, or from one place by visitors. */
  reports: RateLimiterMemory;
}

function makeLimits(): Limits {
  const limiter = (points: number, minutes: number) => new RateLimiterMemory({ points, duration: minutes * MINUTES });
  return {
    failuresHere: limiter(10, 15),
    failuresOfAddress: limiter(50, 60),
    failuresOfPlace: limiter(200, 15),
    mailsToAddress: limiter(10, 60),
    mailsOfPlace: limiter(100, 60),
    codesHere: limiter(10, 15),
    codesOfPlace: limiter(300, 15),
    reports: limiter(20, 60),
  };
}

let limits = makeLimits();

/** For tests: nobody has tried anything yet. */
export function resetLimits(): void {
  limits = makeLimits();
}

const isLoopback = (ip: string) => ip === "" || ip === "::1" || /^(::ffff:)?127\./.test(ip);

/** Throws `too_many` where wrong passwords have used up this address or place. Asked before the password is looked at. */
export async function refuseAfterFailures(email: string, ip: string): Promise<void> {
  const spent = await Promise.all([
    isSpent(limits.failuresHere, `${email} ${ip}`),
    isSpent(limits.failuresOfAddress, email),
    isLoopback(ip) ? false : isSpent(limits.failuresOfPlace, ip),
  ]);
  if (spent.some(Boolean)) throw new DomainError("too_many");
}

export async function countFailure(email: string, ip: string): Promise<void> {
  await Promise.all([count(limits.failuresHere, `${email} ${ip}`), count(limits.failuresOfAddress, email), isLoopback(ip) || count(limits.failuresOfPlace, ip)]);
}

/** A right password forgives the wrong ones before it. */
export async function forgetFailures(email: string, ip: string): Promise<void> {
  await Promise.all([limits.failuresHere.delete(`${email} ${ip}`), limits.failuresOfAddress.delete(email)]);
}

/** Counts a mail asked for. Throws `too_many` past the limit, whether the address is known or not. */
export async function countMail(email: string, ip: string): Promise<void> {
  const within = await Promise.all([count(limits.mailsToAddress, email), isLoopback(ip) || count(limits.mailsOfPlace, ip)]);
  if (within.includes(false)) throw new DomainError("too_many");
}

/** The same for the code on the screen. `who`: the meeting and the person. */
export async function refuseAfterCodeFailures(who: string, ip: string): Promise<void> {
  const spent = await Promise.all([isSpent(limits.codesHere, who), isLoopback(ip) ? false : isSpent(limits.codesOfPlace, ip)]);
  if (spent.some(Boolean)) throw new DomainError("too_many");
}

export async function countCodeFailure(who: string, ip: string): Promise<void> {
  await Promise.all([count(limits.codesHere, who), isLoopback(ip) || count(limits.codesOfPlace, ip)]);
}

/** Counts a report to moderation by a person or, of a visitor, from a place. Throws `too_many` past the limit. */
export async function countReport(who: string | null, ip: string): Promise<void> {
  if (who === null && isLoopback(ip)) return;
  if (!(await count(limits.reports, who ?? ip))) throw new DomainError("too_many");
}

async function isSpent(limiter: RateLimiterMemory, key: string): Promise<boolean> {
  const found = await limiter.get(key);
  return found !== null && found.consumedPoints >= limiter.points;
}

/** False when this one was too many. The limiter says so by rejecting with its state, which is no error. */
async function count(limiter: RateLimiterMemory, key: string): Promise<boolean> {
  try {
    await limiter.consume(key);
    return true;
  } catch (refusal) {
    if (refusal instanceof Error) throw refusal;
    return false;
  }
}
