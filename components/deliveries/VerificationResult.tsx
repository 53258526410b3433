import { clsx } from "clsx";
import type { VerificationState } from "@/lib/client/hooks/use-verification";
import type { Verification } from "@/lib/client/verify-signature";

/** Whether the signature fits, in words and by sign. */
export function VerificationResult({ state }: { state: VerificationState }) {
  return (
    <div role="status" className="mt-2.5 empty:mt-0">
      {state.step === "refused" ? <p className="text-dead text-sm">{state.sentence}</p> : null}
      {state.step === "done" ? <Result {...state.verification} /> : null}
    </div>
  );
}

function Result({ expected, isValid }: Verification) {
  return (
    <div
      className={clsx(
        "rounded-control border px-3 py-2",
        isValid ? "border-ok bg-ok-wash" : "border-dead bg-dead-wash",
      )}
    >
      <p className={clsx("font-medium", isValid ? "text-ok" : "text-dead")}>
        {isValid
          ? "● Valid: the key fits the signature of the header."
          : "× Not valid: this key does not fit the header."}
      </p>
      {expected ? <code className="mt-1 block font-mono text-mono [overflow-wrap:anywhere]">{expected}</code> : null}
      {isValid ? null : (
        <p className="mt-1 text-soft text-sm">
          It may have been rotated since this attempt. If your endpoint refuses too: verify the raw body, before any
          JSON parser touches it.
        </p>
      )}
    </div>
  );
}
