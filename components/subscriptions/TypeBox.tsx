import { clsx } from "clsx";

interface TypeBoxProps {
  label: string;
  note: string | null;
  /** `wildcard`: a wildcard takes it, so it cannot be unticked alone. */
  cover: "own" | "wildcard" | null;
  isInner?: boolean;
  onToggle: () => void;
}

export function TypeBox({ label, note, cover, isInner = false, onToggle }: TypeBoxProps) {
  return (
    <label
      className={clsx("flex min-h-6.5 items-center gap-2 rounded-tag px-1 hover:bg-sunk", isInner && "ml-5")}
      title={note ?? undefined}
    >
      <input
        type="checkbox"
        checked={cover !== null}
        disabled={cover === "wildcard"}
        onChange={onToggle}
        className="size-3.5 shrink-0 accent-accent"
      />
      <span
        className={clsx(
          "max-w-[85%] shrink-0 truncate",
          isInner ? "" : "font-medium",
          cover === "wildcard" && "text-soft",
        )}
      >
        {label}
      </span>
      {note ? <span className="ml-auto min-w-0 truncate text-faint text-xs">{note}</span> : null}
    </label>
  );
}
