"use client";

import { X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { CONTROL, Field } from "../ui/Field";
import { PatternSuggestions } from "./PatternSuggestions";

interface EventPatternsFieldProps {
  patterns: string[];
  seenTypes: readonly string[];
  onChange: (patterns: string[]) => void;
  error: string | undefined;
}

const SEPARATORS = new Set(["Enter", ",", " "]);

/** Patterns as chips: typed, pasted, or picked from what was published lately. */
export function EventPatternsField({ patterns, seenTypes, onChange, error }: EventPatternsFieldProps) {
  const [text, setText] = useState("");
  const add = (typed: string) => {
    const fresh = typed.split(/[\s,]+/).filter((pattern) => pattern !== "" && !patterns.includes(pattern));
    if (fresh.length > 0) onChange([...patterns, ...new Set(fresh)]);
    setText("");
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Backspace" && text === "") onChange(patterns.slice(0, -1));
    if (!SEPARATORS.has(event.key)) return;
    if (text === "" && event.key === "Enter" && patterns.length > 0) return;
    event.preventDefault();
    add(text);
  };
  return (
    <Field
      label="Which events?"
      hint="Types such as order.created; order.* takes all of a group, * everything. Enter adds one."
      error={error}
    >
      {(control) => (
        <div>
          <div
            className={`${CONTROL} flex flex-wrap items-center gap-1.5 focus-within:outline-2 focus-within:outline-accent focus-within:outline-offset-[-1px]`}
          >
            {patterns.map((pattern) => (
              <PatternChip
                key={pattern}
                pattern={pattern}
                onRemove={() => onChange(patterns.filter((other) => other !== pattern))}
              />
            ))}
            <input
              {...control}
              value={text}
              required={patterns.length === 0}
              spellCheck={false}
              autoComplete="off"
              placeholder={patterns.length === 0 ? "order.*" : ""}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={press}
              onBlur={() => add(text)}
              className="min-w-24 flex-1 bg-transparent font-mono text-mono outline-none placeholder:text-faint"
            />
          </div>
          <PatternSuggestions types={seenTypes} chosen={patterns} onAdd={add} />
        </div>
      )}
    </Field>
  );
}

function PatternChip({ pattern, onRemove }: { pattern: string; onRemove: () => void }) {
  return (
    <span className="inline-flex items-center gap-1 rounded-tag bg-accent-wash py-px pr-0.5 pl-1.75 font-mono text-accent text-mono">
      {pattern}
      <button
        type="button"
        aria-label={`Remove ${pattern}`}
        onClick={onRemove}
        className="inline-grid size-4.5 place-items-center rounded-tag hover:bg-panel"
      >
        <X aria-hidden className="size-3" />
      </button>
    </span>
  );
}
