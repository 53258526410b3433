import { inngestClient } from "@/inngest/client";
import { startEmbeddedEngine } from "@/inngest/embedded/engine";
import { functions } from "@/inngest/functions";
import { partitionProcess } from "@/lib/partitions/process";
import { startSweep } from "@/lib/partitions/sweep";

/** A worker process for the tests that kill one, on the test file's own database. */
await partitionProcess();
await startEmbeddedEngine({ client: inngestClient(), functions, stopTimeoutMs: 1_000 });
startSweep();
process.stdout.write("ready\n");
