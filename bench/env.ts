import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Env, readEnv } from "#app/config/env.server.ts";

/** A production server on a free port of this machine; only these, whatever the shell has set. */
export function benchEnv(databaseUrl: string): Env {
  return readEnv({ HOST: "127.0.0.1", PORT: "0", DATABASE_URL: databaseUrl, STORAGE_URL: storageFor(databaseUrl), SECRET: "the secret of the benchmarks", NODE_ENV: "production" });
}

/** Beside the database where that is a file; made when something is put, which the benchmarks do not do on PostgreSQL. */
function storageFor(databaseUrl: string): string {
  return `file:${databaseUrl.startsWith("sqlite:") ? join(dirname(databaseUrl.slice("sqlite:".length)), "files") : join(tmpdir(), `nodos-bench-files-${process.pid}`)}`;
}
