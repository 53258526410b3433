import { EVENT_TYPE, isLine, MAX_EVENT_TYPE_LENGTH, MAX_EXTERNAL_ID_LENGTH } from "@/lib/contracts/common";
import type { EventIn } from "@/lib/contracts/event";
import type { RawEvent } from "@/lib/routing/raw-json";

/** Longest texts of an event, as lib/contracts/event.ts has them. */
const MAX_LENGTHS = { externalId: MAX_EXTERNAL_ID_LENGTH, version: 50, source: 200, correlationId: 200, tenant: 200 };

/**
 * What the contract `eventIn` makes of an event whose members are plain texts, without zod (5 % of the time of a
 * publish). Null for every other event, right or wrong: the contract judges it. A test proves both equal.
 */
export function readPlainEvent({ fields, data }: RawEvent): EventIn | null {
  if (data === undefined) return null;
  const event: EventIn = {
    type: "",
    data,
    externalId: null,
    version: "1",
    source: null,
    correlationId: null,
    timestamp: null,
    deliverAt: null,
  };
  for (const name in fields) {
    const value = fields[name];
    if (typeof value !== "string") return null;
    switch (name) {
      case "type":
        if (value.length > MAX_EVENT_TYPE_LENGTH || !EVENT_TYPE.test(value)) return null;
        event.type = value;
        break;
      case "externalId":
      case "version":
      case "source":
      case "correlationId":
      case "tenant":
        if (!isLine(value, MAX_LENGTHS[name])) return null;
        event[name] = value;
        break;
      default:
        return null;
    }
  }
  return event.type === "" ? null : event;
}
