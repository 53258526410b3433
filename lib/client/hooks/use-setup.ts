import { type UseMutationResult, useMutation } from "@tanstack/react-query";
import type { BodyOf } from "@/clients/typescript/operation";
import { callApi } from "../api";

/** Claims the installation with the one-time code from the terminal. */
export function useSetup(): UseMutationResult<unknown, Error, BodyOf<"POST /api/v1/setup">> {
  return useMutation({ mutationFn: (body) => callApi("POST /api/v1/setup", { body }) });
}
