"use client";

import { type ReactNode, useState } from "react";
import { emptyForm, type SubscriptionForm } from "@/lib/client/subscription-draft";
import { TextField } from "../ui/Field";
import { FailureFields } from "./FailureFields";
import { LimitsFields } from "./LimitsFields";
import { OrderingField } from "./OrderingField";
import { SignatureField } from "./SignatureField";

/** With a sensible default each: what the fields below hold. */
const FIELDS = [
  "rateLimit",
  "ratePeriodSeconds",
  "maxConcurrency",
  "timeoutSeconds",
  "ordering",
  "switchOff",
  "drainDeadLetters",
] as const satisfies readonly (keyof SubscriptionForm)[];
const API_FIELDS = [
  "signature",
  "secret",
  "rateLimit",
  "rateLimit.limit",
  "rateLimit.periodSeconds",
  "maxConcurrency",
  "timeoutSeconds",
  "ordering",
  "ordering.key",
  "ordering.onDead",
  "disableAfterHours",
  "drainDeadLetters",
];

interface AdvancedFieldsProps {
  form: SubscriptionForm;
  /** True when it is there already: its signature changes with its secret, not here. */
  isSaved: boolean;
  isSigned: boolean;
  errorOf: (field: string) => string | undefined;
  onChange: (change: Partial<SubscriptionForm>) => void;
}

/** What most people never touch: closed, unless something in it is set already or was refused. */
export function AdvancedFields({ form, isSaved, isSigned, errorOf, onChange }: AdvancedFieldsProps) {
  const [isOpen, setIsOpen] = useState(() => isChanged(form));
  const isRefused = API_FIELDS.some((field) => errorOf(field) !== undefined);
  const common = { form, errorOf, onChange };
  return (
    <details
      open={isOpen || isRefused}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
      className="mb-4.5 rounded-control border border-rule"
    >
      <summary className="px-3.5 py-2.5 font-medium">
        Advanced <span className="font-normal text-faint">limits, order, signature, when it stays broken</span>
      </summary>
      <Group title="Limits">
        <LimitsFields {...common} />
      </Group>
      <Group title="Order">
        <OrderingField {...common} />
      </Group>
      {isSigned && !isSaved ? (
        <Group title="Signature">
          <SignatureField
            label="Requests are signed with"
            value={form.signature}
            error={errorOf("signature")}
            onChange={(signature) => onChange({ signature })}
          />
          <TextField
            label={
              <>
                {form.signature === "hmac" ? "A secret of your own" : "A private key of your own"}{" "}
                <span className="font-normal text-faint">(optional)</span>
              </>
            }
            value={form.secret}
            onChange={(event) => onChange({ secret: event.target.value })}
            placeholder={form.signature === "hmac" ? "whsec_…" : "whsk_…"}
            spellCheck={false}
            autoComplete="off"
            className="font-mono text-mono"
            hint="To take over an endpoint that knows one already. Else it is made here."
            error={errorOf("secret")}
          />
        </Group>
      ) : null}
      <Group title="When it stays broken">
        <FailureFields {...common} />
      </Group>
    </details>
  );
}

function isChanged(form: SubscriptionForm): boolean {
  const untouched = emptyForm();
  return FIELDS.some((name) => form[name] !== untouched[name]);
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0 border-rule border-t px-3.5 pt-3 pb-0.5">
      <legend className="sr-only">{title}</legend>
      <div aria-hidden className="mb-2.5 font-semibold text-faint text-xs">
        {title}
      </div>
      {children}
    </fieldset>
  );
}
