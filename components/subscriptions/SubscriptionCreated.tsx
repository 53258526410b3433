import type { CreatedSubscription } from "@/lib/client/hooks/use-subscription-commands";
import { PageHeader } from "../common/PageHeader";
import { SecretOnce } from "../common/SecretOnce";
import { Button, ButtonLink } from "../ui/Button";
import { Card } from "../ui/Card";

interface SubscriptionCreatedProps {
  subscription: CreatedSubscription;
  onAnother: () => void;
}

/** What the verification said, and the secret, this once. */
export function SubscriptionCreated({ subscription, onAnother }: SubscriptionCreatedProps) {
  const { id, verifiedAt } = subscription;
  return (
    <>
      <PageHeader
        title="Subscription created"
        parent={{ href: "/subscriptions", label: "Subscriptions", here: <span>new</span> }}
      />
      <div className="max-w-2xl">
        <p className={verifiedAt ? "mb-3.5 text-ok" : "mb-3.5 text-retry"}>
          {verifiedAt
            ? "✓ Public address, and a signed test request was answered with 2xx. Events are sent from now on."
            : "It was saved without a test request. Send one under Testing when the endpoint is up."}
        </p>
        <Card title={subscription.publicKey ? "Public key" : "Signing secret"}>
          <div className="p-3.5">
            <Verifier subscription={subscription} />
            <div className="mt-5 flex gap-3">
              <ButtonLink look="primary" href={`/subscriptions/${id}`}>
                Open the subscription
              </ButtonLink>
              <Button onClick={onAnother}>Make another</Button>
            </div>
          </div>
        </Card>
      </div>
    </>
  );
}

/** What the endpoint verifies with. */
function Verifier({ subscription: { secret, publicKey } }: { subscription: CreatedSubscription }) {
  if (publicKey) {
    return (
      <SecretOnce secret={publicKey} label="public key">
        Give it to your endpoint: every request is signed with the other half, after the Standard Webhooks rules. It is
        no secret; you find it again under Secrets.
      </SecretOnce>
    );
  }
  if (secret === null) return <p className="text-soft">This destination is not signed.</p>;
  return (
    <SecretOnce secret={secret} label="signing secret">
      Keep it where your endpoint can read it: every request is signed with it, after the Standard Webhooks rules. Later
      it is masked; whoever reveals it then stands in the audit log.
    </SecretOnce>
  );
}
