import type { SubscriptionForm } from "@/lib/client/subscription-draft";
import { Field } from "../ui/Field";
import { Select } from "../ui/Select";

type Verification = SubscriptionForm["verification"];

const CHOICES = [
  { value: "test", label: "Send a signed test request" },
  { value: "challenge", label: "Ask it to prove that it is yours" },
  { value: "none", label: "Save it unasked" },
] as const;

const HINTS: Record<Verification, string> = {
  test: "It has to answer with 2xx before anything is saved.",
  challenge:
    "The test request carries a random data.challenge, and the answer has to repeat it: only who controls the endpoint can make it do that.",
  none: "For an endpoint that is not up yet. Send it a test later, under Testing.",
};

interface VerificationFieldProps {
  value: Verification;
  /** True when it is there already: asked again only if where events go changes, or if it has to prove itself. */
  isSaved: boolean;
  error: string | undefined;
  onChange: (verification: Verification) => void;
}

/** How the endpoint is asked before it is saved. */
export function VerificationField({ value, isSaved, error, onChange }: VerificationFieldProps) {
  const hint = isSaved && value === "test" ? `${HINTS.test} Only if the destination changes.` : HINTS[value];
  return (
    <Field label="Before it is saved" hint={hint} error={error}>
      {(control) => (
        <Select
          {...control}
          options={CHOICES}
          value={value}
          onChange={(event) => onChange(event.target.value as Verification)}
        />
      )}
    </Field>
  );
}
