"use client";

import { useState } from "react";
import { TextField } from "../ui/Field";

/** Fits into the setting with room for base64. */
const MOST_BYTES = 70_000;

interface LogoFieldProps {
  logoUrl: string;
  error: string | undefined;
  onChange: (logoUrl: string) => void;
}

/** A file is kept in the setting itself, so that no other server is asked for it. */
export function LogoField({ logoUrl, error, onChange }: LogoFieldProps) {
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const isFile = logoUrl.startsWith("data:");
  const read = (file: File | undefined) => {
    if (!file) return;
    if (file.size > MOST_BYTES) {
      setProblem(`It has ${Math.ceil(file.size / 1_000)} kB; at most ${MOST_BYTES / 1_000} kB fit`);
      return;
    }
    setProblem(undefined);
    const reader = new FileReader();
    reader.onload = () => onChange(String(reader.result));
    reader.readAsDataURL(file);
  };
  return (
    <div className="mb-4.5">
      <TextField
        label="Logo"
        value={isFile ? "a file, kept here" : logoUrl}
        readOnly={isFile}
        placeholder="https://www.example.com/logo.svg"
        spellCheck={false}
        autoComplete="off"
        hint="PNG, JPEG, WebP or SVG, about 22 pixels high. A file is kept here; nothing is loaded from elsewhere."
        error={problem ?? error}
        onChange={({ target }) => onChange(target.value.trim())}
      />
      <div className="-mt-2 flex flex-wrap items-center gap-3">
        <input
          type="file"
          aria-label="Logo from a file"
          accept="image/png,image/jpeg,image/webp,image/svg+xml"
          onChange={({ target }) => read(target.files?.[0])}
          className="text-soft text-sm file:mr-3 file:rounded-control file:border file:border-rule-strong file:bg-panel file:px-2.75 file:py-1.25 file:font-medium file:text-ink"
        />
        {logoUrl ? (
          <button type="button" onClick={() => onChange("")} className="text-accent text-sm hover:underline">
            No logo
          </button>
        ) : null}
      </div>
    </div>
  );
}
