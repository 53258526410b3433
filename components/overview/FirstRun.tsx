"use client";

import { clsx } from "clsx";
import type { ReactNode } from "react";
import { useIsAlive } from "@/lib/client/hooks/use-now";
import type { TenantOut } from "@/lib/contracts/tenant";
import { CodeBlock } from "../common/CodeBlock";
import { ButtonLink } from "../ui/Button";
import { Card } from "../ui/Card";
import type { FirstRunStep } from "./first-run-steps";

interface FirstRunProps {
  steps: readonly { step: FirstRunStep; isDone: boolean }[];
  tenant: TenantOut | null;
}

/** Leads from nothing to the first delivered event. */
export function FirstRun({ steps, tenant }: FirstRunProps) {
  const current = steps.findIndex(({ isDone }) => !isDone);
  return (
    <Card
      title="To your first delivered event"
      aside={`${steps.filter(({ isDone }) => isDone).length} of ${steps.length} done`}
      className="mb-3.5"
    >
      <ol>
        {steps.map(({ step, isDone }, index) => (
          <Step key={step} title={TITLES[step]} isDone={isDone} isCurrent={index === current}>
            {index === current ? <Instruction step={step} tenant={tenant} /> : null}
          </Step>
        ))}
      </ol>
    </Card>
  );
}

const TITLES: Record<FirstRunStep, string> = {
  tenant: "Make a tenant: one of your customers",
  subscription: "Subscribe an endpoint to its events",
  event: "Publish an event",
};

function Step({
  title,
  isDone,
  isCurrent,
  children,
}: {
  title: string;
  isDone: boolean;
  isCurrent: boolean;
  children: ReactNode;
}) {
  return (
    <li className="border-rule border-b px-3.5 py-3 last:border-b-0">
      <div className="flex items-center gap-2.5">
        <svg aria-hidden width="13" height="13" viewBox="0 0 13 13">
          {isDone ? (
            <circle cx="6.5" cy="6.5" r="5.5" fill="var(--color-ok)" />
          ) : (
            <circle
              cx="6.5"
              cy="6.5"
              r="5"
              fill="none"
              stroke={isCurrent ? "var(--color-accent)" : "var(--color-field-rule)"}
              strokeWidth="1.8"
            />
          )}
        </svg>
        <span className={clsx(isCurrent ? "font-medium" : "text-faint")}>{title}</span>
        {isDone ? <span className="text-ok text-xs">done</span> : null}
      </div>
      {children ? <div className="mt-2.5 ml-5.75 max-w-2xl">{children}</div> : null}
    </li>
  );
}

function Instruction({ step, tenant }: { step: FirstRunStep; tenant: TenantOut | null }) {
  // The server does not know by which address the browser came.
  const origin = useIsAlive() ? location.origin : "";
  const name = tenant?.externalId ?? tenant?.id ?? "acme";
  switch (step) {
    case "tenant":
      return (
        <>
          <ButtonLink look="primary" href="/tenants">
            Make a tenant
          </ButtonLink>
          <OrByApi code={curl(`${origin}/api/v1/tenants`, { externalId: "acme", name: "Acme" })} />
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
          <OrByApi
            code={curl(`${origin}/api/v1/tenants/${name}/subscriptions`, {
              url: "https://shop.example/hooks",
              events: ["*"],
            })}
          />
        </>
      );
    case "event":
      return (
        <OrByApi
          lead="From a terminal, with the operator key that the start printed:"
          code={curl(`${origin}/api/v1/tenants/${name}/events`, {
            type: "order.created",
            data: { order_id: "A-1", total_amount: 4200 },
          })}
        />
      );
    default:
      return step satisfies never;
  }
}

function OrByApi({
  lead = "Or from a terminal, with the operator key that the start printed:",
  code,
}: {
  lead?: string;
  code: string;
}) {
  return (
    <>
      <p className="mt-3 mb-1.5 text-faint text-xs">{lead}</p>
      <CodeBlock code={code} label="the command" />
    </>
  );
}

function curl(url: string, body: object): string {
  return `curl ${url} \\\n  -H "authorization: Bearer $HOOKSWITCH_OPERATOR_KEY" \\\n  -H 'content-type: application/json' \\\n  -d '${JSON.stringify(body)}'`;
}
