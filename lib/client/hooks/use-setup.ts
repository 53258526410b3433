import { type UseMutationResult, useMutation } from "@tanstack/react-query";
import { callApi } from "../api";

export interface FirstAccount {
  code: string;
  name: string;
  email: string;
  password: string;
}

/** Claims the installation with the one-time code from the terminal. */
export function useSetup(): UseMutationResult<unknown, Error, FirstAccount> {
  return useMutation({ mutationFn: (account) => callApi("/setup", { method: "POST", body: account }) });
}
