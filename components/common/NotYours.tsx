import { ButtonLink } from "../ui/Button";
import { EmptyState } from "./EmptyState";
import { PageHeader } from "./PageHeader";

/** A page that this person's role may not use; nothing was asked of the API. */
export function NotYours({ title, whose }: { title: string; whose: string }) {
  return (
    <>
      <PageHeader title={title} />
      <div className="rounded-panel border border-rule bg-panel">
        <EmptyState
          title={`This page is for ${whose}.`}
          action={<ButtonLink href="/overview">To the overview</ButtonLink>}
        />
      </div>
    </>
  );
}
