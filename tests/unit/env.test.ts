import { describe, expect, it } from "vitest";
import { readEnv } from "@/lib/env";

const GOOD = {
  DATABASE_URL: "postgresql://u@127.0.0.1/db",
  HOOKSWITCH_SECRET_KEY: "k".repeat(32),
  NEXTAUTH_SECRET: "n".repeat(32),
};

describe("the configuration", () => {
  it("has defaults for everything but the database and the two secrets, and binds loopback", () => {
    expect(readEnv(GOOD)).toMatchObject({
      HOST: "127.0.0.1",
      PORT: 3000,
      HOOKSWITCH_PARTITIONS: 4,
      HOOKSWITCH_DISABLE_AFTER_HOURS: 120,
      HOOKSWITCH_ALLOWED_NETWORKS: [],
    });
  });

  it("takes an empty value for not set", () => {
    expect(readEnv({ ...GOOD, PORT: "", INNGEST_BASE_URL: "" })).toMatchObject({ PORT: 3000 });
  });

  it.each([
    ["PORT", "abc", "PORT must be a whole number from 0 to 65535"],
    ["DATABASE_URL", "mysql://x", "DATABASE_URL must start with postgresql://"],
    [
      "HOOKSWITCH_ALLOWED_NETWORKS",
      "localhost",
      "HOOKSWITCH_ALLOWED_NETWORKS must be a comma-separated list of addresses or ranges",
    ],
    ["HOOKSWITCH_ALLOWED_NETWORKS", "999.0.0.1", "HOOKSWITCH_ALLOWED_NETWORKS must be a comma-separated list"],
    ["HOOKSWITCH_TRUSTED_PROXIES", "10.0.0.0/99", "HOOKSWITCH_TRUSTED_PROXIES must be a comma-separated list"],
    ["HOOKSWITCH_OPERATOR_KEY", "short", "HOOKSWITCH_OPERATOR_KEY must be hs_"],
    ["HOOKSWITCH_SECRET_KEY", "short", "HOOKSWITCH_SECRET_KEY must be at least 32 characters"],
    ["HOOKSWITCH_PARTITIONS", "0", "HOOKSWITCH_PARTITIONS must be a whole number from 1 to 1024"],
    ["INNGEST_BASE_URL", "inngest:8288", "INNGEST_BASE_URL must be an http(s) URL"],
  ])("%s=%s stops the start with a sentence that names it", (name, value, sentence) => {
    expect(() => readEnv({ ...GOOD, [name]: value })).toThrow(sentence);
  });

  it("names what is missing", () => {
    expect(() => readEnv({})).toThrow("DATABASE_URL is not set");
  });

  it("takes addresses and ranges of both families", () => {
    const list = ["10.0.0.0/8", "192.0.2.1", "::1/128", "fd00::/8"];
    expect(readEnv({ ...GOOD, HOOKSWITCH_TRUSTED_PROXIES: list.join(", ") }).HOOKSWITCH_TRUSTED_PROXIES).toEqual(list);
  });

  it("takes several secret keys, newest first", () => {
    const both = `${"a".repeat(32)}, ${"b".repeat(32)}`;
    expect(readEnv({ ...GOOD, HOOKSWITCH_SECRET_KEY: both }).HOOKSWITCH_SECRET_KEY).toEqual([
      "a".repeat(32),
      "b".repeat(32),
    ]);
  });
});
