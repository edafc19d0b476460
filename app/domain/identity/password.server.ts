import { hash, verify } from "@node-rs/argon2";

// OWASP's argon2id: 19 MiB, two passes, one lane. Runs in libuv's threads; never call it inside a transaction.
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// Of a password nobody knows, with the same parameters: what an unknown address is compared with, so that it takes as long.
const NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$uwTQbl8J+7isJq+pgBcObw$ACYXtEUtl+c+mJHLOwulR1uAve3E79kUE7plCaxkWiw";

export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFC"), PARAMETERS);
}

/** Whether it is the password of this hash; with null (no such person, or none set) it costs the same and is false. */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const same = await verify(stored ?? NOBODY, password.normalize("NFC"), PARAMETERS);
  return same && Boolean(stored);
}
