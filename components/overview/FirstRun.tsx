"use client";

import { clsx } from "clsx";
import { type ReactNode, useState } from "react";
import { useFirstRun } from "@/lib/client/hooks/use-first-run";
import { useCanWrite } from "@/lib/client/session";
import { ButtonLink } from "../ui/Button";
import { Card } from "../ui/Card";
import { FirstRunInstruction } from "./FirstRunInstruction";
import { type FirstRunStep, firstRunSteps } from "./first-run-steps";

const TITLES: Record<FirstRunStep, string> = {
  tenant: "Make a tenant: one of your customers",
  subscription: "Subscribe an endpoint to its events",
  event: "Publish an event",
  delivery: "See it arrive",
};

/** Leads from nothing to the first delivered event; gone once there was one, but for the page that saw it happen. */
export function FirstRun() {
  const mayWrite = useCanWrite();
  const facts = useFirstRun();
  const [wasOpen, setWasOpen] = useState(false);
  const steps = firstRunSteps(facts);
  const current = steps?.find(({ isDone }) => !isDone)?.step ?? null;
  if (current !== null && !wasOpen) setWasOpen(true);
  if (!mayWrite || !steps || (current === null && !wasOpen)) return null;
  return (
    <Card
      title="To your first delivered event"
      aside={`${steps.filter(({ isDone }) => isDone).length} of ${steps.length} done`}
      className="mb-3.5"
    >
      <ol>
        {steps.map(({ step, isDone }) => (
          <Step key={step} title={TITLES[step]} isDone={isDone} isCurrent={step === current}>
            {step === current ? <FirstRunInstruction step={step} facts={facts} /> : null}
          </Step>
        ))}
      </ol>
      {current === null ? <Arrived deliveryId={facts.delivered?.data[0]?.id} /> : null}
    </Card>
  );
}

function Arrived({ deliveryId }: { deliveryId: string | undefined }) {
  return (
    <div role="status" className="flex flex-wrap items-center gap-3 border-rule border-t bg-ok-wash px-3.5 py-3">
      <span className="font-medium text-ok">Your first event was delivered.</span>
      {deliveryId ? <ButtonLink href={`/deliveries/${deliveryId}`}>Look at its delivery</ButtonLink> : null}
    </div>
  );
}

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
