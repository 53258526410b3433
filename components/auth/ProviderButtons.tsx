"use client";

import { useState } from "react";
import { signInWith } from "@/lib/client/sign-in";
import type { PublicSettings } from "@/lib/contracts/settings";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";

type Provider = PublicSettings["providers"][number];

const NAMES: Record<Provider, string> = { github: "GitHub", google: "Google" };

/** `next` is a path of our own, checked by the page. */
export function ProviderButtons({ providers, next }: { providers: readonly Provider[]; next: string }) {
  const [busy, setBusy] = useState<Provider | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const start = async (provider: Provider) => {
    setBusy(provider);
    setRefusal(await signInWith(provider, next));
    setBusy(null);
  };
  if (providers.length === 0) return null;
  return (
    <div className="mt-4 grid gap-2 border-rule border-t pt-4">
      {refusal ? <Notice tone="dead">{refusal}</Notice> : null}
      {providers.map((provider) => (
        <Button key={provider} busy={busy !== null} onClick={() => void start(provider)} className="w-full">
          {busy === provider ? "One moment…" : `Continue with ${NAMES[provider]}`}
        </Button>
      ))}
    </div>
  );
}
