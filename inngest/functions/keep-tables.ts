import { inngestClient } from "@/inngest/client";
import { keepTables } from "@/lib/services/keep-tables";

/** Every hour: the table partitions of the days to come, and what is past its age goes. */
export const keepTablesHourly = inngestClient().createFunction(
  { id: "keep-tables", triggers: [{ cron: "7 * * * *" }], retries: 3 },
  () => keepTables(),
);
