import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import type { DeliveryOut } from "@/lib/contracts/delivery";
import { callApi } from "../api";
import { showToast } from "../toast";

type DeliveryRef = Pick<DeliveryOut, "id" | "tenantId">;
type Command = UseMutationResult<DeliveryOut, Error, DeliveryRef>;

/** Sends the event of a delivery again, now. */
export function useReplayDelivery(): Command {
  return useDeliveryCommand("replay", "Replayed: it is on its way again.");
}

/** Makes no further attempt. */
export function useCancelDelivery(done = "Cancelled: no further attempt will be made."): Command {
  return useDeliveryCommand("cancel", done);
}

function useDeliveryCommand(command: "replay" | "cancel", done: string): Command {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, tenantId }: DeliveryRef) =>
      callApi(`POST /api/v1/deliveries/{id}/${command}`, { tenantId, path: { id } }),
    onSuccess: () => showToast(done),
    onError: (error) => showToast(error.message, "dead"),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["deliveries"] }),
        client.invalidateQueries({ queryKey: ["undelivered"] }),
      ]),
  });
}
