import { expect, it } from "vitest";
import { parsePublish } from "@/lib/routing/raw-json";
import { loadGithubPayloads } from "@/tests/factories/github-payloads";

it("the GitHub examples are at least 20 event types, and each survives publishing byte for byte", () => {
  const payloads = loadGithubPayloads();
  expect(new Set(payloads.map(({ type }) => type.split(".")[1])).size).toBeGreaterThanOrEqual(20);
  expect(payloads.length).toBeGreaterThan(300);
  for (const { type, data } of payloads) {
    const body = `{"type":"${type}","data":${data}}`;
    expect(parsePublish(body, { maxEvents: 1 })).toEqual({ kind: "one", event: { fields: { type }, data } });
  }
});
