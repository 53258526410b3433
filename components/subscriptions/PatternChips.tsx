import { X } from "lucide-react";

/** What is chosen, each with a cross. */
export function PatternChips({
  patterns,
  onRemove,
}: {
  patterns: readonly string[];
  onRemove: (pattern: string) => void;
}) {
  if (patterns.length === 0) return null;
  return (
    <ul aria-label="Chosen event types" className="mb-2 flex flex-wrap gap-1.5">
      {patterns.map((pattern) => (
        <li
          key={pattern}
          className="inline-flex items-center gap-1 rounded-tag bg-accent-wash py-px pr-0.5 pl-1.75 font-mono text-accent text-mono"
        >
          {pattern}
          <button
            type="button"
            aria-label={`Remove ${pattern}`}
            onClick={() => onRemove(pattern)}
            className="inline-grid size-6 place-items-center rounded-tag hover:bg-panel"
          >
            <X aria-hidden className="size-3" />
          </button>
        </li>
      ))}
    </ul>
  );
}
