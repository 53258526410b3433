import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";

export interface Option {
  value: string;
  label: string;
}

interface SelectProps extends ComponentProps<"select"> {
  options: readonly Option[];
}

/** The browser's own list: it knows every keyboard, reader and phone. */
export function Select({ options, className, ...rest }: SelectProps) {
  return (
    <span className={clsx("relative inline-flex min-w-0", className)}>
      <select
        {...rest}
        className={clsx(
          "w-full min-w-0 appearance-none truncate rounded-control border border-field-rule bg-panel pr-7.5 pl-2.75 focus-visible:outline-2 focus-visible:outline-offset-[-1px] focus-visible:outline-accent",
          // In a form, below a label, it is as tall as the fields beside it; alone it is as small as a button.
          rest.id === undefined ? "py-1.25 font-medium text-sm" : "py-1.75",
        )}
      >
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.25 size-3.5 -translate-y-1/2 text-faint"
      />
    </span>
  );
}
