"use client";

import { useState } from "react";
import type { RotateSecretIn, SignatureKind } from "@/lib/contracts/subscription";
import { Confirm } from "../common/Confirm";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Field } from "../ui/Field";
import { Select } from "../ui/Select";
import { SignatureField } from "./SignatureField";

const OVERLAPS = [
  { value: "0", label: "no time: the old one ends at once" },
  { value: "3600", label: "an hour" },
  { value: "86400", label: "a day" },
  { value: "604800", label: "a week" },
];
const DAY = "86400";

interface RotateSecretProps {
  /** How it signs now. */
  signature: SignatureKind;
  isBusy: boolean;
  onRotate: (input: Pick<RotateSecretIn, "overlapSeconds" | "signature">) => void;
}

/** A new secret without a request that fails to verify: both sign until the overlap ends by itself. */
export function RotateSecret({ signature, isBusy, onRotate }: RotateSecretProps) {
  const [overlap, setOverlap] = useState(DAY);
  const [kind, setKind] = useState(signature);
  const [isAsking, setIsAsking] = useState(false);
  const label = OVERLAPS.find(({ value }) => value === overlap)?.label ?? "";
  return (
    <Card title="Rotate">
      <div className="p-3.5">
        <p className="mb-3 text-soft">
          A new secret is made. Both sign every request for the time you choose, so put the new one into your endpoint
          meanwhile and nothing is refused; then the old one ends by itself.
        </p>
        <Field label="Both sign for">
          {(control) => (
            <Select
              {...control}
              options={OVERLAPS}
              value={overlap}
              onChange={(event) => setOverlap(event.target.value)}
            />
          )}
        </Field>
        <SignatureField label="The new one is" value={kind} onChange={setKind} />
        <Button busy={isBusy} onClick={() => setIsAsking(true)}>
          Rotate the secret…
        </Button>
        <Confirm
          title="Rotate the signing secret?"
          confirm="Rotate it"
          open={isAsking}
          onClose={() => setIsAsking(false)}
          onConfirm={() => onRotate({ overlapSeconds: Number(overlap), signature: kind })}
        >
          Requests are signed with the new one from now on, and with the old one too for {label}.
        </Confirm>
      </div>
    </Card>
  );
}
