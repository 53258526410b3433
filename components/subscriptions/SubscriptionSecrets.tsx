"use client";

import { useRevealSecret } from "@/lib/client/hooks/use-subscription-commands";
import type { SubscriptionOut } from "@/lib/contracts/subscription";
import { SecretOnce } from "../common/SecretOnce";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";

const MASK = "whsec_••••••••••••••••••••••••••••••••";

export function SubscriptionSecrets({ subscription }: { subscription: SubscriptionOut }) {
  const reveal = useRevealSecret(subscription);
  return (
    <Card title="Signing secret" className="max-w-2xl">
      <div className="p-3.5">
        {reveal.data ? (
          <SecretOnce secret={reveal.data.secret} label="signing secret">
            Verify with any Standard Webhooks library: it takes this secret, the headers and the raw body.
          </SecretOnce>
        ) : (
          <>
            <div className="flex flex-wrap items-center gap-3">
              <code className="font-mono text-mono text-soft">{MASK}</code>
              <Button busy={reveal.isPending} onClick={() => reveal.mutate()}>
                Reveal
              </Button>
            </div>
            <p className="mt-3 text-soft text-sm">That you looked is written to the audit log.</p>
          </>
        )}
      </div>
    </Card>
  );
}
