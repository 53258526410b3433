/** One code of the API, as `type` of a problem links to it. */
export interface DocumentedError {
  code: string;
  status: number;
  title: string;
  /** What to do about it; words in backticks are code. */
  help: string;
}

export function ErrorsPage({ codes }: { codes: readonly DocumentedError[] }) {
  return (
    <main className="mx-auto max-w-3xl px-4 py-10">
      <h1 className="text-title font-semibold">Error codes</h1>
      <p className="mt-2 text-soft">
        Every error of the API is a problem (RFC 9457) with a stable <code>code</code>, a <code>detail</code> that says
        what to do, and the <code>requestId</code> under which it was logged.
      </p>
      <dl className="mt-6 divide-y divide-rule border-y border-rule">
        {codes.map((entry) => (
          <ErrorEntry key={entry.code} {...entry} />
        ))}
      </dl>
    </main>
  );
}

function ErrorEntry({ code, status, title, help }: DocumentedError) {
  return (
    <div id={code} className="grid gap-1 py-4 target:bg-accent-wash sm:grid-cols-[14rem_1fr]">
      <dt>
        <span className="font-mono text-mono">{code}</span>
        <span className="block text-faint">{status}</span>
      </dt>
      <dd>
        <p className="font-medium">{title}.</p>
        <p className="text-soft">
          {help.split("`").map((part, index) => (index % 2 ? <code key={part}>{part}</code> : part))}
        </p>
      </dd>
    </div>
  );
}
