"use client";

import Link from "next/link";
import { useState } from "react";
import { useRevealSecret, useRotateSecret } from "@/lib/client/hooks/use-subscription-commands";
import type { SecretsOut, SubscriptionOut } from "@/lib/contracts/subscription";
import { SecretOnce } from "../common/SecretOnce";
import { Time } from "../common/Time";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { RotateSecret } from "./RotateSecret";

const MASK = "whsec_••••••••••••••••••••••••••••••••";

/** The secrets in force, masked until somebody looks, and their rotation. */
export function SubscriptionSecrets({ subscription }: { subscription: SubscriptionOut }) {
  const reveal = useRevealSecret(subscription);
  const rotate = useRotateSecret(subscription);
  const [isShown, setIsShown] = useState(false);
  const rotated = rotate.data;
  return (
    <div className="grid items-start gap-3.5 lg:grid-cols-2">
      <Card title={subscription.publicKey ? "Public key" : "Signing secret"}>
        <div className="p-3.5">
          {rotated ? (
            <SecretOnce
              secret={rotated.secret ?? rotated.publicKey ?? ""}
              label={rotated.publicKey ? "new public key" : "new signing secret"}
            >
              The new one; requests are signed with it from now on.
            </SecretOnce>
          ) : reveal.data && isShown ? (
            <Revealed secrets={reveal.data} />
          ) : subscription.publicKey ? (
            <SecretOnce secret={subscription.publicKey} label="public key">
              Verify with any Standard Webhooks library that knows v1a. It is no secret; the private half is never
              shown.
            </SecretOnce>
          ) : (
            <>
              <div className="flex flex-wrap items-center gap-3">
                <code className="font-mono text-mono text-soft">{MASK}</code>
                <Button
                  busy={reveal.isPending}
                  onClick={() => reveal.mutate(undefined, { onSuccess: () => setIsShown(true) })}
                >
                  Reveal
                </Button>
              </div>
              <p className="mt-3 text-soft text-sm">
                That you looked is written to the audit log.{" "}
                <Link href="/docs/guides/verify" className="underline">
                  How to verify a signature
                </Link>
              </p>
            </>
          )}
          {subscription.previousSecretsEndAt ? (
            <p className="mt-3 text-soft text-sm">
              The one before still signs beside it and ends <Time at={subscription.previousSecretsEndAt} />.
            </p>
          ) : null}
        </div>
      </Card>
      <RotateSecret signature={subscription.signature} isBusy={rotate.isPending} onRotate={rotate.mutate} />
    </div>
  );
}

function Revealed({ secrets: { secrets } }: { secrets: SecretsOut }) {
  return (
    <>
      {secrets.map((secret, index) => (
        <div key={secret} className="mb-3 last:mb-0">
          <SecretOnce secret={secret} label={index === 0 ? "signing secret" : "secret before"}>
            {index === 0
              ? "Verify with any Standard Webhooks library: it takes this, the headers and the raw body."
              : "The one before."}
          </SecretOnce>
        </div>
      ))}
    </>
  );
}
