import { describe, expect, it } from "vitest";
import { SYSTEM } from "@/lib/services/audit";
import { moveTenant } from "@/lib/services/move-tenant";
import type { Received } from "../receiver-behaviours";
import { waitFor } from "../setup/wait-for";
import { newSubscription, newTenant, publish, publishMany, useWorker, waitForStates } from "./world";

const IN_FLIGHT = 4;
const EVENTS = 40;

describe("a tenant that is moved while its deliveries are in flight", () => {
  const receiver = useWorker();

  /** Keeps every request open until it is let go; knows which ones the sender gave up. */
  function holdRequests(path: string) {
    const open = new Set<Received>();
    const seen = { cut: 0, most: 0 };
    let isHolding = true;
    const end = (received: Received) => {
      open.delete(received);
      received.response.writeHead(204).end();
    };
    receiver.behave((received) => {
      if (!isHolding) return end(received);
      open.add(received);
      seen.most = Math.max(seen.most, open.size);
      received.response.once("close", () => {
        if (open.delete(received)) seen.cut += 1;
      });
    }, path);
    const release = () => {
      isHolding = false;
      for (const received of [...open]) end(received);
    };
    return { open, seen, release };
  }

  it("loses nothing, and at most what was in flight is sent twice", async () => {
    const tenant = await newTenant();
    const { open, seen, release } = holdRequests("/in-flight");
    await newSubscription(tenant.id, { url: receiver.url("/in-flight"), maxConcurrency: IN_FLIGHT });
    const ids = await publishMany(tenant.id, EVENTS);
    await waitFor(() => open.size === IN_FLIGHT, { until: "as many were in flight as may be" });
    await moveTenant(SYSTEM, tenant.id, "own");
    await waitFor(() => seen.cut === IN_FLIGHT, { until: "the owner before had let its requests go" });
    ids.push((await publish(tenant.id)).id);
    release();
    await waitForStates(tenant.id, EVENTS + 1, ["delivered"], 15_000);
    const counts = ids.map((id) => receiver.countOf(id));
    expect(Math.min(...counts)).toBe(1);
    expect(counts.reduce((sum, count) => sum + count - 1, 0)).toBeLessThanOrEqual(IN_FLIGHT);
    expect(seen.most).toBeLessThanOrEqual(2 * IN_FLIGHT);
  });
});
