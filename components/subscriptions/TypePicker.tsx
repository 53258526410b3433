"use client";

import { type KeyboardEvent, useId, useState } from "react";
import { coverOf, EVERYTHING, groupTypes, type KnownType, togglePattern } from "@/lib/client/type-groups";
import { CONTROL } from "../ui/Field";
import { PatternChips } from "./PatternChips";
import { TypeBox } from "./TypeBox";

interface TypePickerProps {
  known: readonly KnownType[];
  patterns: string[];
  error: string | undefined;
  onChange: (patterns: string[]) => void;
}

/** Types by group, each group with its wildcard; what is searched and not there can be added as it is typed. */
export function TypePicker({ known, patterns, error, onChange }: TypePickerProps) {
  const id = useId();
  const [search, setSearch] = useState("");
  const groups = groupTypes(known, search);
  const toggle = (pattern: string) => onChange(togglePattern(patterns, pattern));
  const add = () => {
    const fresh = search.split(/[\s,]+/).filter((pattern) => pattern !== "" && !patterns.includes(pattern));
    if (fresh.length > 0) onChange([...patterns, ...new Set(fresh)]);
    setSearch("");
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    if (search.trim() === "") return;
    event.preventDefault();
    add();
  };
  return (
    <fieldset className="mb-4.5 min-w-0">
      <legend className="mb-1.25 font-medium">Which events?</legend>
      <PatternChips patterns={patterns} onRemove={toggle} />
      <div className="rounded-control border border-field-rule bg-panel">
        <div className="flex items-center gap-2 border-rule border-b p-2">
          <input
            id={id}
            aria-label="Find or add event types"
            aria-describedby={`${id}-note`}
            aria-invalid={error ? true : undefined}
            value={search}
            placeholder="Find a type, or type one such as order.* and press Enter"
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={press}
            className={`${CONTROL} border-rule! py-1.25! font-mono text-mono`}
          />
        </div>
        <div className="max-h-72 overflow-y-auto p-2.5">
          <div className="gap-0 sm:columns-2">
            <TypeBox
              label={EVERYTHING}
              note="everything"
              cover={patterns.includes(EVERYTHING) ? "own" : null}
              onToggle={() => toggle(EVERYTHING)}
            />
            {groups.map((group) => (
              <TypeGroupBoxes key={group.name} group={group} patterns={patterns} onToggle={toggle} />
            ))}
            {groups.length === 0 && search.trim() !== "" ? (
              <button type="button" onClick={add} className="px-1 py-1 text-left text-accent text-sm hover:underline">
                Add <span className="font-mono text-mono">{search.trim()}</span>, which was not seen yet
              </button>
            ) : null}
          </div>
        </div>
      </div>
      <p id={`${id}-note`} className={`mt-1.25 text-xs ${error ? "text-dead" : "text-faint"}`}>
        {error ?? "order.* takes all of a group and what is added to it, *.created one part of any name, * everything."}
      </p>
    </fieldset>
  );
}

interface TypeGroupBoxesProps {
  group: ReturnType<typeof groupTypes>[number];
  patterns: readonly string[];
  onToggle: (pattern: string) => void;
}

function TypeGroupBoxes({ group: { name, wildcard, types }, patterns, onToggle }: TypeGroupBoxesProps) {
  const everything = patterns.includes(EVERYTHING);
  return (
    <div className="mb-2 break-inside-avoid">
      {wildcard ? (
        <TypeBox
          label={wildcard}
          note={`all ${types.length}, and new ones`}
          cover={everything ? "wildcard" : patterns.includes(wildcard) ? "own" : null}
          onToggle={() => onToggle(wildcard)}
        />
      ) : (
        <div className="px-1 py-0.75 text-faint text-xs">{name}</div>
      )}
      {types.map((type) => (
        <TypeBox
          key={type.name}
          isInner
          label={type.name}
          note={type.isDeprecated ? "deprecated" : type.description}
          cover={coverOf(type.name, patterns)}
          onToggle={() => onToggle(type.name)}
        />
      ))}
    </div>
  );
}
