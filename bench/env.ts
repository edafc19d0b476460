import { type Env, readEnv } from "#app/config/env.server.ts";

/** A production server on a free port of this machine; only these, whatever the shell has set. */
export function benchEnv(databaseUrl: string): Env {
  return readEnv({ HOST: "127.0.0.1", PORT: "0", DATABASE_URL: databaseUrl, SECRET: "the secret of the benchmarks", NODE_ENV: "production" });
}
