/** The little of autocannon that we use; it brings no types. */
declare module "autocannon" {
  import type { EventEmitter } from "node:events";

  interface Options {
    url: string;
    connections: number;
    /** Seconds. */
    duration: number;
    headers?: Record<string, string>;
  }

  interface Result {
    duration: number;
    errors: number;
    timeouts: number;
    "2xx": number;
    "3xx": number;
    "4xx": number;
    "5xx": number;
  }

  export default function autocannon(options: Options): EventEmitter & Promise<Result>;
}
