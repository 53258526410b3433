import Link from "next/link";
import type { ReactNode } from "react";
import { Brand } from "../shell/Brand";
import type { Resource } from "./prepare/reference";

const GUIDES = [
  { href: "/docs/guides/consumer", label: "Consumer's guide" },
  { href: "/docs/guides/verify", label: "Verify signatures" },
  { href: "/docs/guides/publish", label: "Publish events" },
  { href: "/docs/errors", label: "Error codes" },
];

/** The frame of the documentation: guides and resources at the left; no session is needed. */
export function DocsShell({ resources, children }: { resources: readonly Resource[]; children: ReactNode }) {
  const reference = resources.map(({ slug, name }) => ({ href: `/docs/reference/${slug}`, label: name }));
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[13.5rem_minmax(0,1fr)]">
      <header className="border-rule border-b bg-sunk px-3.5 py-4 md:sticky md:top-0 md:h-dvh md:overflow-y-auto md:border-r md:border-b-0">
        <Link href="/docs">
          <Brand />
        </Link>
        <nav aria-label="Documentation" className="mt-4 flex flex-wrap gap-x-6 gap-y-4 md:block">
          <NavGroup title="Guides" links={GUIDES} />
          <NavGroup title="Reference" links={reference} />
          <NavGroup title="Elsewhere" links={[{ href: "/overview", label: "Portal" }]} />
        </nav>
      </header>
      {children}
    </div>
  );
}

function NavGroup({ title, links }: { title: string; links: readonly { href: string; label: string }[] }) {
  return (
    <div className="md:mt-4">
      <p className="mb-1 text-faint text-xs">{title}</p>
      <ul>
        {links.map(({ href, label }) => (
          <li key={href}>
            <Link href={href} className="block rounded-control px-1.5 py-0.75 text-soft hover:bg-rule hover:text-ink">
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
