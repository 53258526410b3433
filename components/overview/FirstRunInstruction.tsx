"use client";

import { type FirstRunFacts, useFirstEvent } from "@/lib/client/hooks/use-first-run";
import { useIsAlive } from "@/lib/client/hooks/use-now";
import { useScope } from "@/lib/client/scope";
import { useSession } from "@/lib/client/session";
import { CodeBlock } from "../common/CodeBlock";
import { Button, ButtonLink } from "../ui/Button";
import type { FirstRunStep } from "./first-run-steps";

interface FirstRunInstructionProps {
  step: FirstRunStep;
  facts: FirstRunFacts;
}

/** What to do for a step: by a click, or the same from a terminal. */
export function FirstRunInstruction({ step, facts }: FirstRunInstructionProps) {
  switch (step) {
    case "tenant":
      return (
        <>
          <ButtonLink look="primary" href="/tenants">
            Make a tenant
          </ButtonLink>
          <ByApi path="/tenants" body={{ externalId: "acme", name: "Acme" }} facts={facts} />
        </>
      );
    case "subscription":
      return (
        <>
          <p className="mb-3 text-soft text-sm">
            No endpoint at hand? The sandbox makes one in a click, answers as you tell it, and shows what arrives.
          </p>
          <div className="flex flex-wrap gap-3">
            <ButtonLink look="primary" href="/sandbox">
              Try it with the sandbox
            </ButtonLink>
            <ButtonLink href="/subscriptions/new">Subscribe an endpoint</ButtonLink>
          </div>
          <ByApi
            path="/subscriptions"
            isOfTenant
            body={{ url: "https://shop.example/hooks", events: ["*"] }}
            facts={facts}
          />
        </>
      );
    case "event":
      return <PublishStep facts={facts} />;
    case "delivery":
      return (
        <>
          <p className="mb-3 text-soft text-sm">
            It was accepted and is on its way. Should it not arrive in a moment, its delivery says why, attempt by
            attempt.
          </p>
          <ButtonLink look="primary" href="/deliveries">
            Watch its delivery
          </ButtonLink>
        </>
      );
    default:
      return step satisfies never;
  }
}

function PublishStep({ facts }: { facts: FirstRunFacts }) {
  const { subscription, type, publish } = useFirstEvent(facts);
  return (
    <>
      {subscription ? (
        <Button look="primary" busy={publish.isPending} onClick={() => publish.mutate()}>
          Publish {type}
        </Button>
      ) : null}
      <ByApi path="/events" isOfTenant body={{ type, data: { order_id: "A-1", total_amount: 4200 } }} facts={facts} />
    </>
  );
}

interface ByApiProps {
  path: string;
  /** Below the tenant that is looked at. */
  isOfTenant?: boolean;
  body: object;
  facts: FirstRunFacts;
}

function ByApi({ path, isOfTenant = false, body, facts }: ByApiProps) {
  const tenant = useTenantReference(facts);
  // The server does not know by which address the browser came.
  const origin = useIsAlive() ? location.origin : "";
  const url = `${origin}/api/v1${isOfTenant ? `/tenants/${tenant}` : ""}${path}`;
  const key = facts.isOperator ? "$(cat .hookswitch/operator-key)" : "$HOOKSWITCH_API_KEY";
  return (
    <>
      <p className="mt-3 mb-1.5 text-faint text-xs">
        {facts.isOperator
          ? "Or from a terminal, in the folder that Hookswitch was started in:"
          : "Or from a terminal, with a key of yours from the page API keys:"}
      </p>
      <CodeBlock
        code={`curl ${url} \\\n  -H "authorization: Bearer ${key}" \\\n  -H 'content-type: application/json' \\\n  -d '${JSON.stringify(body)}'`}
        label="the command"
      />
    </>
  );
}

/** As a path names the tenant: a member's own, the one that an operator looks at, else the newest. */
function useTenantReference({ tenants }: FirstRunFacts): string {
  const { tenantId } = useScope();
  const session = useSession();
  const own = session.tenants.find(({ id }) => id === session.tenantId);
  const looked = tenants?.data.find(({ id }) => id === tenantId) ?? tenants?.data[0];
  const known = own ?? looked;
  return known?.externalId ?? known?.id ?? session.tenantId ?? tenantId ?? "acme";
}
