import { Skeleton } from "../ui/Skeleton";

/** Holds the place of a detail page. */
export function PageSkeleton({ title }: { title: string }) {
  return (
    <div role="status" aria-label="Loading">
      <h1 className="sr-only">{title}</h1>
      <Skeleton className="mb-2 h-4 w-40" />
      <Skeleton className="mb-4 h-7 w-72 max-w-full" />
      <Skeleton className="mb-3.5 h-24 rounded-panel" />
      <div className="grid gap-3.5 lg:grid-cols-2">
        <Skeleton className="h-72 rounded-panel" />
        <Skeleton className="h-72 rounded-panel" />
      </div>
    </div>
  );
}
