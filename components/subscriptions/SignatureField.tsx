import type { SignatureKind } from "@/lib/contracts/subscription";
import { Field } from "../ui/Field";
import { Select } from "../ui/Select";

export const SIGNATURE_CHOICES = [
  { value: "hmac", label: "A shared secret (whsec_, HMAC-SHA256)" },
  { value: "ed25519", label: "A key pair (whpk_, Ed25519)" },
] as const satisfies readonly { value: SignatureKind; label: string }[];

const HINTS: Record<SignatureKind, string> = {
  hmac: "What nearly every receiver expects: it keeps a copy of the secret and verifies with it.",
  ed25519: "The receiver keeps the public half only, which may be known: it can verify, and nobody can sign with it.",
};

interface SignatureFieldProps {
  label: string;
  value: SignatureKind;
  error?: string | undefined;
  onChange: (kind: SignatureKind) => void;
}

/** Both after Standard Webhooks, which any of its libraries verifies. */
export function SignatureField({ label, value, error, onChange }: SignatureFieldProps) {
  return (
    <Field label={label} hint={HINTS[value]} error={error}>
      {(control) => (
        <Select
          {...control}
          options={SIGNATURE_CHOICES}
          value={value}
          onChange={(event) => onChange(event.target.value as SignatureKind)}
        />
      )}
    </Field>
  );
}
