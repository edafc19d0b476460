import pino from "pino";

/** The log of the process: one JSON line an event, on stdout; silent in tests. Never tokens, never addresses of people. */
export const log = pino({ level: process.env.LOG_LEVEL ?? (process.env.VITEST ? "silent" : "info"), base: undefined });
