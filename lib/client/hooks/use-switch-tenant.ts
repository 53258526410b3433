import { type UseMutationResult, useMutation } from "@tanstack/react-query";
import { callApi } from "../api";
import { showToast } from "../toast";

/** Makes this session act in another tenant of the person. A full load: nothing of the tenant before stays in memory. */
export function useSwitchTenant(): UseMutationResult<unknown, Error, string> {
  return useMutation({
    mutationFn: (tenant) => callApi("PATCH /api/v1/session", { body: { tenant } }),
    onSuccess: () => location.assign("/overview"),
    onError: (error) => showToast(error.message, "dead"),
  });
}
