"use client";

import { type FormEvent, type ReactNode, useId, useState } from "react";
import { useRevealSecret } from "@/lib/client/hooks/use-subscription-commands";
import { useVerification } from "@/lib/client/hooks/use-verification";
import { useCanWrite } from "@/lib/client/session";
import { canVerify, type SignedRequest, signaturesOf, signedContent } from "@/lib/client/verify-signature";
import type { AttemptOut } from "@/lib/contracts/attempt";
import type { DeliveryDetailOut } from "@/lib/contracts/delivery";
import type { SecretsOut } from "@/lib/contracts/subscription";
import { Button } from "../ui/Button";
import { CONTROL } from "../ui/Field";
import { VerificationResult } from "./VerificationResult";

interface SignatureProps {
  delivery: DeliveryDetailOut;
  attempt: AttemptOut | null;
}

/** What a consumer's library does with this request, step by step, and done here in the page. */
export function Signature({ delivery, attempt }: SignatureProps) {
  if (!attempt || delivery.requestBody === null) {
    return <p className="text-faint text-sm">Nothing was sent yet, so nothing was signed.</p>;
  }
  const request = { headers: attempt.requestHeaders, body: delivery.requestBody };
  if (signedContent(request) === null) {
    return <p className="text-faint text-sm">This attempt carried no signature.</p>;
  }
  return <Steps key={attempt.id} delivery={delivery} request={request} />;
}

function Steps({ delivery, request }: { delivery: DeliveryDetailOut; request: SignedRequest }) {
  const signatures = signaturesOf(request);
  const isPublic = signatures.some((signature) => signature.startsWith("v1a,"));
  return (
    <ol className="space-y-4">
      <Step number={1} title="Join what was signed">
        <p className="mb-1.5 text-soft text-sm">
          The id, the time of this attempt and the raw body, with dots between.
        </p>
        <code className="block rounded-control bg-sunk px-2.5 py-1.5 font-mono text-mono [overflow-wrap:anywhere]">
          <span className="text-accent">{request.headers["webhook-id"]}</span>.
          <span className="text-retry">{request.headers["webhook-timestamp"]}</span>.
          <span className="text-ok">{excerpt(request.body)}</span>
        </code>
      </Step>
      <Step number={2} title="Sign it with the secret">
        <p className="mb-2 text-soft text-sm">
          {isPublic ? (
            "Ed25519: only we can sign, and the public key tells that we did."
          ) : (
            <>
              HMAC-SHA256; the key is what follows <span className="font-mono text-mono">whsec_</span>, decoded from
              base64.
            </>
          )}
        </p>
        <SecretForm delivery={delivery} request={request} />
      </Step>
      <Step number={3} title="Compare it with the header, and look at the clock">
        <p className="mb-1.5 text-soft text-sm">
          {signatures.length === 1
            ? "The header holds one signature."
            : `The secret was being rotated: the header holds ${signatures.length} signatures, and one that fits is enough.`}{" "}
          A request whose time is more than five minutes off is refused: each attempt is signed anew, so replays pass.
        </p>
        {signatures.map((signature) => (
          <code key={signature} className="block font-mono text-mono [overflow-wrap:anywhere]">
            {signature}
          </code>
        ))}
      </Step>
    </ol>
  );
}

const MOST_SHOWN = 160;

function excerpt(body: string): string {
  return body.length <= MOST_SHOWN ? body : `${body.slice(0, MOST_SHOWN)}…`;
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[1.375rem_minmax(0,1fr)] gap-x-2.5">
      <span
        aria-hidden
        className="mt-px grid size-5 place-items-center rounded-pill border border-rule-strong text-soft text-tiny"
      >
        {number}
      </span>
      <div>
        <h3 className="mb-0.5 font-medium">{title}</h3>
        {children}
      </div>
    </li>
  );
}

/** What verifies: the secrets in force, and the public key where it signs with Ed25519. */
function keysOf({ secrets, publicKey }: SecretsOut): string[] {
  return publicKey === null ? secrets : [publicKey, ...secrets];
}

/** The subscription's own secret (the look is audited), or one that is pasted and stays in the page. */
function SecretForm({ delivery, request }: { delivery: DeliveryDetailOut; request: SignedRequest }) {
  const id = useId();
  const mayReveal = useCanWrite();
  const [pasted, setPasted] = useState("");
  const { state, verify } = useVerification(request);
  const reveal = useRevealSecret({ id: delivery.subscriptionId, tenantId: delivery.tenantId });
  if (!canVerify()) {
    return <p className="text-faint text-sm">The browser verifies on https pages only; your library does the same.</p>;
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (pasted.trim() !== "") void verify([pasted]);
  };
  return (
    <>
      <form onSubmit={submit} className="flex flex-wrap items-center gap-2">
        {mayReveal ? (
          <Button
            busy={reveal.isPending}
            onClick={() => reveal.mutate(undefined, { onSuccess: (revealed) => void verify(keysOf(revealed)) })}
          >
            Verify with the stored secret
          </Button>
        ) : null}
        <label htmlFor={id} className="text-faint text-sm">
          {mayReveal ? "or paste one" : "Paste the secret"}
        </label>
        <input
          id={id}
          value={pasted}
          onChange={(event) => setPasted(event.target.value)}
          placeholder="whsec_…"
          spellCheck={false}
          autoComplete="off"
          className={`${CONTROL} max-w-52 py-1! font-mono text-mono`}
        />
        <Button type="submit">Verify</Button>
      </form>
      <p className="mt-1 text-faint text-xs">
        {mayReveal ? "Looking the stored secret up is written to the audit log. " : ""}A pasted one does not leave this
        page.
      </p>
      <VerificationResult state={state} />
    </>
  );
}
