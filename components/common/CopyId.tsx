import { shortenId } from "@/lib/client/format";
import { CopyButton } from "./CopyButton";

/** An id, shortened in the middle, with a button that copies the whole. */
export function CopyId({ id, whole = false }: { id: string; whole?: boolean }) {
  return (
    <span className="flex w-fit min-w-0 max-w-full items-center gap-0.5 font-mono text-faint text-xs" title={id}>
      <span className="truncate">{whole ? id : shortenId(id)}</span>
      <CopyButton text={id} label={id} />
    </span>
  );
}
