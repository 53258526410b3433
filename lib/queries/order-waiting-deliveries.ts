import { WHOLE_SUBSCRIPTION } from "@/lib/contracts/ordering-key";
import { pool } from "@/lib/prisma";

// Once for a lane that begins to keep an order: reads the lane's whole range of deliveries_lane_idx.
const ORDER = `
update deliveries set ordering_key = $3
 where partition_id = $1 and subscription_id = $2 and state = 'pending' and ordering_key is null`;

/** An ordered lane finds its rows by their key; without this, rows routed before it kept an order would wait for ever. */
export async function orderWaitingDeliveries(partitionId: number, subscriptionId: string): Promise<void> {
  const values = [partitionId, subscriptionId, WHOLE_SUBSCRIPTION];
  await pool().query({ name: "order-waiting-deliveries", text: ORDER, values });
}
