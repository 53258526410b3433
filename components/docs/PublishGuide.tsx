import Link from "next/link";
import { CodeBlock } from "../common/CodeBlock";
import { DocsPage } from "./DocsPage";

const PUBLISH = `curl -X POST "$API/api/v1/tenants/acme/events" \\
  -H "authorization: Bearer $KEY" -H "content-type: application/json" \\
  -d '{"type":"order.completed","externalId":"order-1042-completed","data":{"order_id":"ord_1042"}}'`;

const CLIENT = `import { Hookswitch } from "./clients/typescript";

const hookswitch = new Hookswitch({ baseUrl: "https://hooks.example.com", apiKey: "hs_…" });
await hookswitch.notify("order.completed", { order_id: "ord_1042" }, { tenant: "acme", externalId: "order-1042-completed" });`;

/** For the operator, whose product publishes. */
export function PublishGuide() {
  return (
    <DocsPage
      title="Publish events"
      lead="For the operator: how your product hands over an event, and what the answer means."
    >
      <CodeBlock code={PUBLISH} label="the request" />
      <ul>
        <li>
          <strong>202 means durable.</strong> The event is committed before the answer; nothing that got a 202 is lost.
        </li>
        <li>
          <strong>Repeat without fear.</strong> The same <code>externalId</code> within 30 days, or the same{" "}
          <code>Idempotency-Key</code> within 24 hours, answers the first event's id with <code>duplicate: true</code>.
        </li>
        <li>
          <strong>In batches.</strong> Up to 1,000 events and 5 MiB as <code>{"{ events: […] }"}</code>, all or none.
        </li>
        <li>
          <strong>Later.</strong> <code>deliverAt</code> holds an event back, up to 366 days; until then it can be
          cancelled.
        </li>
        <li>
          <strong>Checked, if you like.</strong> An event type with <code>enforce</code> refuses data that does not fit
          its schema with 422 and the path inside <code>data</code>.
        </li>
      </ul>
      <h2>From TypeScript</h2>
      <p>
        The client in <code>clients/typescript</code> is typed by the OpenAPI document and repeats what may be repeated:
        429, 5xx and silence.
      </p>
      <CodeBlock code={CLIENT} label="the code" />
      <p>
        All fields:{" "}
        <Link href="/docs/reference/events" className="text-accent underline">
          Events
        </Link>
        .
      </p>
    </DocsPage>
  );
}
