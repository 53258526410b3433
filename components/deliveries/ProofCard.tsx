"use client";

import { useState } from "react";
import type { AttemptOut } from "@/lib/contracts/attempt";
import type { DeliveryDetailOut } from "@/lib/contracts/delivery";
import { Card } from "../ui/Card";
import { Tabs } from "../ui/Tabs";
import { DeliveryFacts } from "./DeliveryFacts";
import { Signature } from "./Signature";

const TABS = [
  { name: "facts", label: "Event" },
  { name: "signature", label: "Signature" },
] as const;

/** What it is about, and how the receiver can tell that it is ours. */
export function ProofCard({ delivery, attempt }: { delivery: DeliveryDetailOut; attempt: AttemptOut | null }) {
  const [tab, setTab] = useState<(typeof TABS)[number]["name"]>("facts");
  return (
    <Card>
      <Tabs label="About this delivery" tabs={TABS} active={tab} onChange={setTab}>
        <div className="p-3.5">
          {tab === "facts" ? (
            <DeliveryFacts delivery={delivery} />
          ) : (
            <Signature delivery={delivery} attempt={attempt} />
          )}
        </div>
      </Tabs>
    </Card>
  );
}
