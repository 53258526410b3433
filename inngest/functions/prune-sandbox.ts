import { inngestClient } from "@/inngest/client";
import { pruneSandbox } from "@/lib/services/sandbox";

/** Every hour: receivers of the sandbox that are past their time, with what they got. */
export const pruneSandboxHourly = inngestClient().createFunction(
  { id: "prune-sandbox", triggers: [{ cron: "17 * * * *" }], retries: 3 },
  async () => ({ pruned: await pruneSandbox() }),
);
