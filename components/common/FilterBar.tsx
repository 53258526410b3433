"use client";

import { ChevronDown, X } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import type { Option } from "../ui/Select";

export function FilterBar({ onClear, children }: { onClear: (() => void) | null; children: ReactNode }) {
  return (
    <search className="mb-3.5 flex flex-wrap items-center gap-2">
      {children}
      {onClear ? (
        <button type="button" onClick={onClear} className="px-1.5 py-1 text-accent text-sm hover:underline">
          Clear all
        </button>
      ) : null}
    </search>
  );
}

const CHIP =
  "relative inline-flex min-h-7.5 min-w-0 max-w-full items-center gap-2 rounded-control border border-rule-strong bg-panel px-2.5 text-sm text-soft focus-within:outline-2 focus-within:outline-accent";

interface FilterSelectProps {
  label: string;
  value: string | undefined;
  /** The first stands for no filter and has the value "". */
  options: readonly Option[];
  onChange: (value: string) => void;
}

/** A chip: name, choice, and a cross once something is chosen. The list is the browser's own. */
export function FilterSelect({ label, value = "", options, onChange }: FilterSelectProps) {
  const chosen = options.find((option) => option.value === value)?.label ?? value;
  return (
    <span className={CHIP}>
      <span aria-hidden>{label}</span>
      <b aria-hidden className="truncate font-medium text-ink">
        {chosen}
      </b>
      <select
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="absolute inset-0 cursor-pointer opacity-0"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {value === "" ? (
        <ChevronDown aria-hidden className="size-3.5 shrink-0 text-faint" />
      ) : (
        <Cross label={label} onClick={() => onChange("")} />
      )}
    </span>
  );
}

interface FilterTextProps {
  label: string;
  value: string | undefined;
  placeholder: string;
  onChange: (value: string) => void;
  className?: string;
}

/** Typed text; counts when Enter is pressed or the field is left. */
export function FilterText({ label, value = "", placeholder, onChange, className = "w-28" }: FilterTextProps) {
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  const commit = () => {
    if (draft.trim() !== value) onChange(draft.trim());
  };
  return (
    <label className={CHIP}>
      <span>{label}</span>
      <input
        value={draft}
        placeholder={placeholder}
        spellCheck={false}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit();
          if (event.key === "Escape") event.currentTarget.blur();
        }}
        onBlur={commit}
        className={`min-w-0 bg-transparent font-medium text-ink outline-none placeholder:font-normal placeholder:text-faint ${className}`}
      />
      {value === "" ? null : <Cross label={label} onClick={() => onChange("")} />}
    </label>
  );
}

function Cross({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={`Remove the filter ${label}`}
      onClick={onClick}
      className="relative z-10 -mr-1 inline-grid size-4.5 shrink-0 place-items-center rounded-tag text-faint hover:text-ink"
    >
      <X aria-hidden className="size-3.5" />
    </button>
  );
}
