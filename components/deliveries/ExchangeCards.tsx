"use client";

import type { ReactNode } from "react";
import { formatBytes } from "@/lib/client/format";
import { statusLine } from "@/lib/client/sentences";
import type { AttemptOut } from "@/lib/contracts/attempt";
import type { DeliveryDetailOut } from "@/lib/contracts/delivery";
import { BodyView } from "../common/BodyView";
import { HeaderList } from "../common/HeaderList";
import { Card } from "../ui/Card";

interface ExchangeCardsProps {
  delivery: DeliveryDetailOut;
  attempt: AttemptOut | null;
}

/** What was sent and what came back in the chosen attempt, side by side. */
export function ExchangeCards({ delivery, attempt }: ExchangeCardsProps) {
  return (
    <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-2">
      <Card title="Request" aside={attempt ? `attempt ${attempt.number}` : null}>
        <Request delivery={delivery} attempt={attempt} />
      </Card>
      <Card title="Response" aside={attempt?.responseBody ? formatBytes(attempt.responseBody.length) : null}>
        <Response attempt={attempt} />
      </Card>
    </div>
  );
}

function Request({ delivery, attempt }: ExchangeCardsProps) {
  return (
    <>
      {attempt ? (
        <Section title={delivery.destination ? `POST ${delivery.destination}` : "Headers"}>
          <HeaderList headers={attempt.requestHeaders} />
        </Section>
      ) : null}
      {delivery.requestBody === null ? (
        <p className="p-3.5 text-faint text-sm">{attempt ? "The body is no longer kept." : "Nothing was sent yet."}</p>
      ) : (
        <BodyView text={delivery.requestBody} label="request body" />
      )}
    </>
  );
}

function Response({ attempt }: { attempt: AttemptOut | null }) {
  if (!attempt) return <p className="p-3.5 text-faint text-sm">There is no answer yet.</p>;
  if (attempt.responseHeaders === null) {
    return <p className="p-3.5 text-soft text-sm">No response came. {attempt.errorMessage}</p>;
  }
  return (
    <>
      <Section title={attempt.statusCode === null ? "Headers" : statusLine(attempt.statusCode)}>
        <HeaderList headers={attempt.responseHeaders} />
      </Section>
      {attempt.responseBody ? (
        <BodyView text={attempt.responseBody} label="response body" />
      ) : (
        <p className="p-3.5 text-faint text-sm">The body was empty.</p>
      )}
      {attempt.responseTruncated ? (
        <p className="px-3.5 pb-3 text-faint text-xs">It was longer; only the beginning is kept.</p>
      ) : null}
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="border-rule border-b p-3.5">
      <h3 className="mb-2 font-medium text-sm [overflow-wrap:anywhere]">{title}</h3>
      {children}
    </div>
  );
}
