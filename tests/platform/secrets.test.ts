import { readFileSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readEnv } from "@/lib/env";
import { prepareSecrets } from "@/scripts/lib/secrets.mjs";

const NAMES = ["operator-key", "secret-key", "nextauth-secret", "setup-code"];

let parent: string;
let dataDir: string;

beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), "hookswitch-secrets-"));
  dataDir = path.join(parent, "data");
});
afterEach(() => rm(parent, { recursive: true, force: true }));

test("the first start makes secrets that only their owner can read", () => {
  prepareSecrets(dataDir, {});
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  for (const name of NAMES) expect(statSync(path.join(dataDir, name)).mode & 0o777).toBe(0o600);
});

test("what is made passes the product's own check", () => {
  const { environment } = prepareSecrets(dataDir, {});
  expect(() => readEnv({ ...environment, DATABASE_URL: "postgresql://x" })).not.toThrow();
});

test("later starts keep the secrets, and know that the key is not new", () => {
  const first = prepareSecrets(dataDir, {});
  const second = prepareSecrets(dataDir, {});
  expect(second.environment).toEqual(first.environment);
  expect([first.operatorKey?.isNew, second.operatorKey?.isNew]).toEqual([true, false]);
});

test("two installations share no secret", () => {
  const one = Object.values(prepareSecrets(dataDir, {}).environment);
  const other = Object.values(prepareSecrets(path.join(parent, "other"), {}).environment);
  expect(new Set([...one, ...other]).size).toBe(8);
});

test("what the environment fixes is used and written nowhere", () => {
  const given = {
    HOOKSWITCH_OPERATOR_KEY: "hs_given-by-the-environment-0001",
    HOOKSWITCH_SECRET_KEY: "given-by-the-environment-given-0002",
    NEXTAUTH_SECRET: "given-by-the-environment-given-0003",
  };
  const { environment, operatorKey, setupCode } = prepareSecrets(dataDir, given);
  expect(environment).toEqual({ ...given, HOOKSWITCH_SETUP_CODE: setupCode });
  expect(operatorKey).toBeUndefined();
  expect(readFileSync(path.join(dataDir, "setup-code"), "utf8").trim()).toBe(setupCode);
  expect(statSync(path.join(dataDir, "operator-key"), { throwIfNoEntry: false })).toBeUndefined();
});
