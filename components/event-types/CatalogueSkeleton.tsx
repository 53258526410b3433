import { Skeleton } from "../ui/Skeleton";

export function CatalogueSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-3.5">
      <Skeleton className="h-44 rounded-panel" />
      <Skeleton className="h-44 rounded-panel" />
    </div>
  );
}
