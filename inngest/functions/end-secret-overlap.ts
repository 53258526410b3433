import { inngestClient } from "@/inngest/client";
import { SECRET_EXPIRED } from "@/inngest/events";
import { endExpiredSecrets } from "@/lib/services/rotate-secret";

/** At the end of a rotated secret's overlap: it is removed, and the audit log says so. Every hour what was missed. */
export const endSecretOverlap = inngestClient().createFunction(
  { id: "end-secret-overlap", triggers: [{ event: SECRET_EXPIRED }, { cron: "17 * * * *" }], retries: 3 },
  async () => ({ ended: await endExpiredSecrets() }),
);
