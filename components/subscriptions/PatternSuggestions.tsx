interface PatternSuggestionsProps {
  types: readonly string[];
  chosen: readonly string[];
  onAdd: (pattern: string) => void;
}

const MOST = 12;

/** What one press adds: everything, a group, or a type that was published lately. */
export function PatternSuggestions({ types, chosen, onAdd }: PatternSuggestionsProps) {
  const groups = [...new Set(types.filter((type) => type.includes(".")).map((type) => `${type.split(".")[0]}.*`))];
  const offered = ["*", ...groups, ...types].filter((pattern) => !chosen.includes(pattern)).slice(0, MOST);
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-1.5 text-xs">
      <span className="text-faint">{types.length === 0 ? "Add" : "Seen lately"}</span>
      {offered.map((pattern) => (
        <button
          key={pattern}
          type="button"
          aria-label={`Add ${pattern}`}
          onClick={() => onAdd(pattern)}
          className="min-h-6 rounded-tag border border-rule px-1.75 font-mono text-soft hover:border-field-rule hover:text-ink"
        >
          {pattern}
        </button>
      ))}
    </div>
  );
}
