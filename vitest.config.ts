import { defineConfig } from "vitest/config";
import { PATIENCE_MS, POLL } from "./test/support/patience.js";

export default defineConfig({
  test: {
    testTimeout: PATIENCE_MS,
    hookTimeout: PATIENCE_MS,
    teardownTimeout: PATIENCE_MS,
    expect: { poll: POLL },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/unit/**/*.test.ts"],
          // Files of one worker share the library, which is then loaded once; it keeps no state that a test could see.
          isolate: false,
          // The compiler reads these files; nothing in them runs.
          typecheck: {
            enabled: true,
            include: ["test/types/*.test-d.ts"],
            tsconfig: "test/types/tsconfig.json",
          },
        },
      },
      {
        extends: true,
        test: {
          name: "whole",
          // A worker each: these take long by themselves, so that sharing would save nothing.
          include: ["test/{property,e2e,browser}/**/*.test.ts"],
        },
      },
    ],
  },
});
