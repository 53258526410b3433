import type { BodyOf } from "@/clients/typescript/operation";
import { DEFAULT_TIMEOUT_SECONDS } from "@/lib/contracts/limits";
import type { RetryPolicy, RetryPreset } from "@/lib/contracts/retry-policy";
import type { SignatureKind, SubscriptionOut } from "@/lib/contracts/subscription";
import { formatWaits, parseWaits } from "./retry-schedule";

/** The form as it is filled in. Numbers are text until they are sent; empty means none. */
export interface SubscriptionForm {
  /** Empty: not chosen yet. */
  tenantId: string;
  destinationType: string;
  config: Record<string, unknown>;
  events: string[];
  filter: string;
  description: string;
  retry: RetryPreset | "own";
  waits: string;
  timeoutSeconds: string;
  maxConcurrency: string;
  rateLimit: string;
  ratePeriodSeconds: string;
  ordering: "none" | "all" | "key";
  orderingKey: string;
  onDead: "continue" | "block";
  /** Of a new one; later its secret is rotated to the other kind. */
  signature: SignatureKind;
  /** Brought along for a new one; empty: one is made. */
  secret: string;
  /** How the endpoint is asked before it is saved. */
  verification: "test" | "challenge" | "none";
  /** When an endpoint that does nothing but fail is switched off. */
  switchOff: "installation" | "after" | "never";
  switchOffHours: string;
  drainDeadLetters: boolean;
}

/** What the form sends; the API fills in the rest. */
export type SubscriptionDraft = BodyOf<"POST /api/v1/subscriptions">;
export type SubscriptionChanges = BodyOf<"PATCH /api/v1/subscriptions/{id}">;

export const WEBHOOK = "webhook";

export function emptyForm(given: { url?: string | undefined; events?: string | undefined } = {}): SubscriptionForm {
  return {
    tenantId: "",
    destinationType: WEBHOOK,
    config: { url: given.url ?? "", headers: {} },
    events: (given.events ?? "").split(",").filter((pattern) => pattern !== ""),
    filter: "",
    description: "",
    retry: "default",
    waits: "5s, 1m, 10m, 1h",
    timeoutSeconds: String(DEFAULT_TIMEOUT_SECONDS),
    maxConcurrency: "",
    rateLimit: "",
    ratePeriodSeconds: "1",
    ordering: "none",
    orderingKey: "",
    onDead: "continue",
    signature: "hmac",
    secret: "",
    verification: "test",
    switchOff: "installation",
    switchOffHours: "24",
    drainDeadLetters: false,
  };
}

export function formOf(subscription: SubscriptionOut): SubscriptionForm {
  const { retryPolicy, rateLimit, ordering, destination, disableAfterHours } = subscription;
  const isPreset = typeof retryPolicy === "string";
  return {
    ...emptyForm(),
    tenantId: subscription.tenantId,
    destinationType: destination.type,
    config: destination.config,
    events: subscription.events,
    filter: subscription.filter ?? "",
    description: subscription.description ?? "",
    ...(isPreset ? { retry: retryPolicy } : { retry: "own", waits: formatWaits(retryPolicy.delaysSeconds) }),
    timeoutSeconds: String(subscription.timeoutSeconds),
    maxConcurrency: textOf(subscription.maxConcurrency),
    rateLimit: textOf(rateLimit?.limit ?? null),
    ratePeriodSeconds: String(rateLimit?.periodSeconds ?? 1),
    ordering: ordering === null ? "none" : ordering.key === null ? "all" : "key",
    orderingKey: ordering?.key ?? "",
    onDead: ordering?.onDead ?? "continue",
    signature: subscription.signature,
    switchOff: disableAfterHours === null ? "installation" : disableAfterHours === 0 ? "never" : "after",
    ...(disableAfterHours ? { switchOffHours: String(disableAfterHours) } : {}),
    drainDeadLetters: subscription.drainDeadLetters,
  };
}

export function draftOf(form: SubscriptionForm): SubscriptionDraft {
  const limit = numberOf(form.rateLimit);
  return {
    destination: { type: form.destinationType, config: form.config },
    events: form.events,
    filter: form.filter.trim() || null,
    description: form.description.trim() || null,
    retryPolicy: policyOf(form),
    timeoutSeconds: numberOf(form.timeoutSeconds) ?? DEFAULT_TIMEOUT_SECONDS,
    maxConcurrency: numberOf(form.maxConcurrency),
    rateLimit: limit === null ? null : { limit, periodSeconds: numberOf(form.ratePeriodSeconds) ?? 1 },
    ordering:
      form.ordering === "none"
        ? null
        : { key: form.ordering === "key" ? form.orderingKey.trim() : null, onDead: form.onDead },
    signature: form.signature,
    secret: form.secret.trim() || null,
    skipVerification: form.verification === "none",
    challenge: form.verification === "challenge",
    disableAfterHours: disableAfterHoursOf(form),
    drainDeadLetters: form.drainDeadLetters,
  };
}

/** An empty number is left to the installation, as the field says. */
function disableAfterHoursOf({ switchOff, switchOffHours }: SubscriptionForm): number | null {
  switch (switchOff) {
    case "installation":
      return null;
    case "never":
      return 0;
    case "after":
      return numberOf(switchOffHours);
    default:
      return switchOff satisfies never;
  }
}

/** What the picture shows and what is sent; unreadable waits are none. */
export function policyOf({ retry, waits }: Pick<SubscriptionForm, "retry" | "waits">): RetryPolicy {
  return retry === "own" ? { delaysSeconds: parseWaits(waits) ?? [] } : retry;
}

function textOf(value: number | null): string {
  return value === null ? "" : String(value);
}

function numberOf(text: string): number | null {
  return text.trim() === "" ? null : Number(text);
}
