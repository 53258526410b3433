import { inngestClient } from "@/inngest/client";
import { functions } from "@/inngest/functions";
import { copyEnvironment } from "@/lib/env";
import { logger } from "@/lib/logger";
import { partitionProcess } from "@/lib/partitions/process";
import { startSweep } from "@/lib/partitions/sweep";
import { closeDatabase, warmPrisma } from "@/lib/prisma";
import { onShutdown, reportReady, runProcess } from "@/lib/process";
import { checkSecretKey } from "@/lib/services/check-secret-key";
import { keepTables } from "@/lib/services/keep-tables";
import { startSharingMetrics } from "@/lib/services/metrics";
import { reencryptSecrets } from "@/lib/services/reencrypt-secrets";
import { serveFunctions } from "./serve";

async function main(): Promise<void> {
  copyEnvironment();
  await checkSecretKey();
  await keepTables();
  await warmPrisma();
  const partitions = await partitionProcess();
  const served = await serveFunctions({ client: inngestClient(), functions });
  const sweep = startSweep();
  reencryptSecrets().catch((error: unknown) => logger.error({ err: error }, "secrets could not be encrypted anew"));
  const sharing = startSharingMetrics("worker");
  onShutdown(async () => {
    sweep.stop();
    // Together: no new run starts, and those that run come to their end since their drains do.
    await Promise.all([served.stop(), partitions.stop()]);
    await sharing.stop();
    await closeDatabase();
  });
  reportReady({});
}

runProcess("worker", main);
