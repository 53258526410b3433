import Link from "next/link";
import { CodeBlock } from "../common/CodeBlock";
import { DocsPage } from "./DocsPage";

const REQUEST = `POST /hooks HTTP/1.1
content-type: application/json
webhook-id: evt_019320c8a4f97d3e8b5a0c1d2e3f4a5b
webhook-timestamp: 1767225600
webhook-signature: v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
webhook-subscription: sub_019320c8a4f97d3e8b5a0c1d2e3f4a5b
webhook-sequence: 42
webhook-attempt: 1
traceparent: 00-019320c8a4f97d3e8b5a0c1d2e3f4a5b-8b5a0c1d2e3f4a5c-01

{ "id": "evt_019320c8…", "type": "order.completed", "version": "1",
  "timestamp": "2026-01-01T00:00:00.000Z", "source": "billing",
  "correlationId": "order-1042", "sequence": 48112,
  "data": { "order_id": "ord_1042", "total_amount": 12900 } }`;

const ONCE = `create table handled_webhooks (
  event_id text, subscription_id text, primary key (event_id, subscription_id)
);
-- in the transaction that does the work:
insert into handled_webhooks values ($1, $2) on conflict do nothing; -- no row written: handled before`;

/** What a developer must know whose endpoint receives events. */
export function ConsumerGuide() {
  return (
    <DocsPage
      title="Consumer's guide"
      lead="What arrives at your endpoint, what you may rely on, and what you may not."
    >
      <h2>What arrives</h2>
      <p>One POST for each event and subscription. The body is the same, byte for byte, on every attempt.</p>
      <CodeBlock code={REQUEST} label="the request" />

      <h2>Answer first, work later</h2>
      <p>
        Any 2xx status within the time-out (10 seconds unless you chose another) is success. Put the event into a queue
        or a table of yours and answer; do the work behind it. Redirects are not followed and count as failures.{" "}
        <code>410</code> switches the subscription off; <code>429</code> and <code>503</code> with{" "}
        <code>Retry-After</code> are obeyed.
      </p>

      <h2>What fails comes again</h2>
      <p>
        By default twelve times: at once, then after about 5 s, 15 s, 1 min, 5 min, 30 min, 1 h, 2 h, 4 h, 8 h, 12 h and
        24 h. Each wait is spread evenly around its time, by half below a minute (4 seconds at least) and by a fifth
        from there, so that what failed together does not come back together. An own list of waits is kept to the
        second.
      </p>

      <h2>At least once</h2>
      <p>
        An event that was accepted is delivered until you take it, so it can come twice: your answer may be lost on its
        way. Handle it once by remembering <code>webhook-id</code> together with <code>webhook-subscription</code>; two
        subscriptions on one URL get the same <code>webhook-id</code>.
      </p>
      <CodeBlock code={ONCE} label="the statements" />

      <h2>Order</h2>
      <p>
        Without an ordering, events may arrive in another order than they happened: a retry comes late.{" "}
        <code>webhook-sequence</code> counts your subscription's deliveries without gaps and stays the same on every
        retry and replay, so you can see what is missing or late. If you need order, give the subscription an{" "}
        <code>ordering</code>: for all of it, or by a key such as <code>data.order_id</code>.
      </p>

      <h2>Find it in your traces</h2>
      <p>
        <code>traceparent</code> is W3C Trace Context, so your tracing picks it up by itself. The trace is the hex
        digits of the event's id, the same for every attempt and subscription; the span is the last sixteen of the
        attempt's id.
      </p>

      <h2>Verify, and refuse what is old</h2>
      <p>
        Check the signature over the body as it came, before parsing it, and refuse a <code>webhook-timestamp</code>{" "}
        that is more than <strong>five minutes</strong> off: somebody may have recorded a request. Our own retries and
        replays are signed anew each time, so they pass. While a secret is rotated there are two signatures; one that
        fits suffices.{" "}
        <Link href="/docs/guides/verify" className="text-accent underline">
          Code in eight languages
        </Link>
        .
      </p>

      <h2>The API may lag behind a webhook</h2>
      <p>
        The request can reach you before the log says so: an attempt is written down after your answer, usually within a
        second. Do not ask the API about a delivery from inside its handler. The same goes for the service that
        published the event: what it shows may be newer than the event, or, if it reads a replica, older. Trust the
        event for what happened, and read again for how things stand.
      </p>

      <h2>When you were down</h2>
      <p>
        A failed delivery is tried again after 5 seconds, 15 seconds, a minute, 5 and 30 minutes, 1, 2, 4, 8, 12 and 24
        hours (twelve attempts), unless the subscription has another policy. While your endpoint keeps failing, it is
        asked seldom and the waiting deliveries lose no attempts. What is not taken in the end is a dead letter: it
        stays, and you can replay it, one by one or all of a time window, in the portal or by <code>POST /replays</code>
        .
      </p>
    </DocsPage>
  );
}
