/** The child that is measured: the real server, as `npm start` has it, on a free port. */
import { runUntilSignal } from "#app/config/run.server.ts";
import { serve } from "#app/http/serve.server.ts";
import { createDb } from "#db/create.ts";
import { tellParent } from "./children.ts";
import { benchEnv } from "./env.ts";

const env = benchEnv(process.env.DATABASE_URL ?? "");
const running = await serve(env, createDb(env.databaseUrl));
tellParent(running.url);
runUntilSignal(running.stop);
