import { CodeBlock } from "../common/CodeBlock";
import { DocsPage } from "./DocsPage";
import { VERIFY_SNIPPETS } from "./snippets/verify-snippets";

/** How to verify a request, in the languages that people ask for. */
export function VerifyGuide() {
  return (
    <DocsPage
      title="Verify signatures"
      lead="Requests are signed as Standard Webhooks 1.0 describes; its libraries verify them as they are. Where you want none:"
    >
      <ul>
        <li>
          The signed text is <code>webhook-id</code>, a dot, <code>webhook-timestamp</code>, a dot, and the body as it
          came.
        </li>
        <li>
          The key is the part of the secret behind <code>whsec_</code>, decoded from base64; the algorithm is
          HMAC-SHA256.
        </li>
        <li>
          <code>webhook-signature</code> holds one or more signatures, separated by blanks, each <code>v1,</code> and
          base64.
        </li>
        <li>Compare in constant time, and refuse what is more than five minutes old.</li>
      </ul>
      <ul>
        {VERIFY_SNIPPETS.map(({ id, label }) => (
          <li key={id}>
            <a href={`#${id}`} className="text-accent underline">
              {label}
            </a>
          </li>
        ))}
      </ul>
      {VERIFY_SNIPPETS.map(({ id, label, code }) => (
        <section key={id} id={id}>
          <h2>{label}</h2>
          <CodeBlock code={code} label={`the ${label} code`} />
        </section>
      ))}
    </DocsPage>
  );
}
