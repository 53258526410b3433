import Link from "next/link";
import { CodeBlock } from "../common/CodeBlock";
import { DocsPage } from "./DocsPage";
import type { Resource } from "./prepare/reference";

const FIRST_CALLS = `API=https://hooks.example.com
curl "$API/api/v1/subscriptions" -H "authorization: Bearer $KEY"`;

export function DocsHome({ resources }: { resources: readonly Resource[] }) {
  return (
    <DocsPage
      title="Documentation"
      lead="Everything that the portal does, it does by this API. Get a key in the portal under API keys, or from the operator."
    >
      <CodeBlock code={FIRST_CALLS} label="the request" />
      <h2>Rules that hold everywhere</h2>
      <ul>
        <li>JSON in UTF-8; times are ISO 8601 in UTC with milliseconds; what is absent is null.</li>
        <li>
          A list answers <code>data</code>, <code>nextCursor</code> and <code>prevCursor</code>, newest first. Send a
          cursor back as it is.
        </li>
        <li>
          Every POST takes an <code>Idempotency-Key</code>: within 24 hours its repetition gets the first answer.
        </li>
        <li>
          An error is problem+json (RFC 9457) with a stable <code>code</code>; see{" "}
          <Link href="/docs/errors" className="text-accent underline">
            error codes
          </Link>
          .
        </li>
        <li>
          Too many requests answer 429 with <code>Retry-After</code>.
        </li>
        <li>What belongs to another tenant answers like what does not exist.</li>
      </ul>
      <h2>Reference</h2>
      <ul>
        {resources.map(({ slug, name, entries }) => (
          <li key={slug}>
            <Link href={`/docs/reference/${slug}`} className="text-accent underline">
              {name}
            </Link>{" "}
            <span className="text-faint">{entries.length}</span>
          </li>
        ))}
      </ul>
      <p>
        The document itself:{" "}
        <a href="/api/v1/openapi.json" className="text-accent underline">
          /api/v1/openapi.json
        </a>
        .
      </p>
    </DocsPage>
  );
}
