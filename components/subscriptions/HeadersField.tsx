"use client";

import { Plus, X } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "../ui/Button";
import { CONTROL } from "../ui/Field";

interface HeadersFieldProps {
  label: string;
  hint: string;
  value: Record<string, string>;
  error: string | undefined;
  onChange: (headers: Record<string, string>) => void;
}

interface Row {
  key: number;
  name: string;
  value: string;
}

/** Names and values, a line each. Masked values stay what they are unless they are typed over. */
export function HeadersField({ label, hint, value, error, onChange }: HeadersFieldProps) {
  const next = useRef(0);
  const newRow = (name: string, text: string): Row => {
    next.current += 1;
    return { key: next.current, name, value: text };
  };
  const [rows, setRows] = useState<Row[]>(() => Object.entries(value).map(([name, text]) => newRow(name, text)));
  const change = (changed: Row[]) => {
    setRows(changed);
    onChange(
      Object.fromEntries(changed.filter(({ name }) => name.trim() !== "").map((row) => [row.name.trim(), row.value])),
    );
  };
  const edit = (key: number, part: Partial<Row>) =>
    change(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  return (
    <fieldset className="mb-4.5">
      <legend className="mb-1.25 font-medium">
        {label} <span className="font-normal text-faint">(optional)</span>
      </legend>
      {rows.map(({ key, name, value: text }, index) => (
        <div key={key} className="mb-1.5 flex items-center gap-1.5">
          <input
            aria-label={`Name of header ${index + 1}`}
            value={name}
            placeholder="x-team"
            spellCheck={false}
            onChange={(event) => edit(key, { name: event.target.value })}
            className={`${CONTROL} w-2/5! font-mono text-mono`}
          />
          <input
            aria-label={`Value of header ${index + 1}`}
            value={text}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => edit(key, { value: event.target.value })}
            className={`${CONTROL} font-mono text-mono`}
          />
          <button
            type="button"
            aria-label={`Remove header ${index + 1}`}
            onClick={() => change(rows.filter((row) => row.key !== key))}
            className="inline-grid size-7 shrink-0 place-items-center rounded-tag text-faint hover:bg-sunk hover:text-ink"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </div>
      ))}
      <Button onClick={() => setRows([...rows, newRow("", "")])}>
        <Plus aria-hidden className="size-3.5" /> Add a header
      </Button>
      <p role={error ? "alert" : undefined} className={`mt-1.25 text-xs ${error ? "text-dead" : "text-faint"}`}>
        {error ?? hint}
      </p>
    </fieldset>
  );
}
