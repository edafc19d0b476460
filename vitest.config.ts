import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["app/**/*.test.ts", "app/**/*.test.tsx", "db/**/*.test.ts", "emails/**/*.test.ts", "bench/**/*.test.ts"],
    environment: "node",
    // Files share their modules: half the time. What a file leaves behind the next one finds, as requests do in a server.
    isolate: false,
    env: { TZ: "America/Santiago" },
    testTimeout: 20_000,
    onConsoleLog(log) {
      throw new Error(`unexpected console output: ${log}`);
    },
  },
});
