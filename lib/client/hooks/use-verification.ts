import { useState } from "react";
import { type SignedRequest, type Verification, verifySignature } from "../verify-signature";

export type VerificationState =
  | { step: "none" }
  | { step: "done"; verification: Verification }
  | { step: "refused"; sentence: string };

/** Tries secrets on a request; the first that fits counts. */
export function useVerification(request: SignedRequest): {
  state: VerificationState;
  verify: (secrets: readonly string[]) => Promise<void>;
} {
  const [state, setState] = useState<VerificationState>({ step: "none" });
  const verify = async (secrets: readonly string[]) => {
    try {
      const all = await Promise.all(secrets.map((secret) => verifySignature(request, secret)));
      const best = all.find(({ isValid }) => isValid) ?? all[0];
      if (best) setState({ step: "done", verification: best });
    } catch (error) {
      // What is wrong with a pasted secret, as a sentence.
      setState({ step: "refused", sentence: error instanceof Error ? error.message : "That did not work." });
    }
  };
  return { state, verify };
}
