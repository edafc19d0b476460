/** Calls `stop` at the first SIGINT or SIGTERM and exits; a second signal, or two seconds, exits at once. */
export function runUntilSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(0), 1_900).unref();
    try {
      await stop();
    } finally {
      process.exit(0);
    }
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
}
