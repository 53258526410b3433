import type { ReactNode } from "react";

interface FactsProps {
  facts: readonly (readonly [name: string, value: ReactNode])[];
  footer?: ReactNode;
}

/** Names and values below each other. */
export function Facts({ facts, footer }: FactsProps) {
  return (
    <>
      <dl className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-3 gap-y-2">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-faint">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
      {footer ? <div className="mt-3">{footer}</div> : null}
    </>
  );
}
