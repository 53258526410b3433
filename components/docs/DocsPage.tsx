import type { ReactNode } from "react";

/** One page of the documentation: a heading, a sentence, and text that is easy to read. */
export function DocsPage({ title, lead, children }: { title: string; lead: ReactNode; children: ReactNode }) {
  return (
    <main className="min-w-0 max-w-3xl px-3.5 py-8 md:px-8 [&_code]:font-mono [&_code]:text-mono [&_h2]:mt-8 [&_h2]:mb-2 [&_h2]:font-semibold [&_li]:my-1 [&_p]:my-2 [&_ul]:list-disc [&_ul]:pl-5">
      <h1 className="font-semibold text-title">{title}</h1>
      <div className="text-soft">
        <p>{lead}</p>
      </div>
      {children}
    </main>
  );
}
