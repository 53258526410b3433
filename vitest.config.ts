import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** What lib/env.ts needs in every test. A database of its own comes from tests/setup/database.ts. */
const TEST_ENVIRONMENT = {
  NODE_ENV: "test",
  TZ: "UTC",
  LOG_LEVEL: "silent",
  DATABASE_URL: "postgresql://none@127.0.0.1:1/unit-tests-have-no-database",
  HOOKSWITCH_SECRET_KEY: "test-secret-key-test-secret-key-0001",
  NEXTAUTH_SECRET: "test-nextauth-secret-test-secret-0001",
  // Tests call as fast as they can; those of the limits set their own.
  HOOKSWITCH_RATE_LIMIT: "0",
  HOOKSWITCH_ALLOWED_NETWORKS: "127.0.0.0/8,::1/128",
} as const;
const WITH_DATABASE = {
  globalSetup: ["tests/setup/global.ts"],
  setupFiles: ["tests/setup/database.ts"],
};

export default defineConfig({
  resolve: { alias: { "@": root.replace(/\/$/, "") } },
  test: {
    env: TEST_ENVIRONMENT,
    globals: false,
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["tests/unit/**/*.test.{ts,tsx}"], sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        test: {
          ...WITH_DATABASE,
          name: "integration",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: ["tests/unit/**", "tests/e2e/**"],
          testTimeout: 20_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...WITH_DATABASE,
          name: "e2e",
          include: ["tests/e2e/**/*.test.{ts,tsx}"],
          testTimeout: 180_000,
          hookTimeout: 240_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
