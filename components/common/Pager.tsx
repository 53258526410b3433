import type { Page } from "@/lib/contracts/common";
import { ButtonLink } from "../ui/Button";

/** Newer and older; nothing where there is one page only. */
export function Pager({ page, pageHref }: { page: Page<unknown>; pageHref: (cursor: string) => string }) {
  if (page.prevCursor === null && page.nextCursor === null) return null;
  return (
    <nav aria-label="Pages" className="mt-3 flex justify-end gap-2">
      {page.prevCursor === null ? null : <ButtonLink href={pageHref(page.prevCursor)}>← Newer</ButtonLink>}
      {page.nextCursor === null ? null : <ButtonLink href={pageHref(page.nextCursor)}>Older →</ButtonLink>}
    </nav>
  );
}
