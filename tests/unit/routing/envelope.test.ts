import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildEnvelope, type EnvelopeInput, parseEnvelope } from "@/lib/routing/envelope";

describe("the envelope", () => {
  it("has the members of the API in their order, and the text of data byte for byte", () => {
    const data = '{ "id": 12345678901234567890, "id":1.0,\n\t"a" : [ ] }';
    expect(buildEnvelope(given({ data, source: "billing" }))).toBe(
      '{"id":"evt_1","type":"order.created","version":"1","timestamp":"2026-01-01T00:00:00.000Z",' +
        `"source":"billing","correlationId":null,"sequence":48112,"data":${data}}`,
    );
  });

  it("parses to what went in, whatever the texts hold", () => {
    const texts = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(
        texts,
        texts,
        fc.option(texts),
        fc.option(texts),
        fc.json(),
        (type, version, source, correlationId, data) => {
          const input = given({ type, version, source, correlationId, data });
          expect(parseEnvelope(buildEnvelope(input))).toEqual({
            ...input,
            timestamp: "2026-01-01T00:00:00.000Z",
            data: JSON.parse(data),
          });
        },
      ),
    );
  });
});

function given(overrides: Partial<EnvelopeInput>): EnvelopeInput {
  return {
    id: "evt_1",
    type: "order.created",
    version: "1",
    timestamp: new Date("2026-01-01T00:00:00Z"),
    source: null,
    correlationId: null,
    sequence: 48_112,
    data: "{}",
    ...overrides,
  };
}
