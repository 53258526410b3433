import { CopyButton } from "./CopyButton";

/** Something to paste elsewhere. `label` names it for the copy button. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <div className="relative rounded-control border border-rule bg-sunk">
      <pre className="whitespace-pre-wrap break-all py-2.5 pr-9 pl-3 font-mono text-mono">{code}</pre>
      <span className="absolute top-2 right-2">
        <CopyButton text={code} label={label} />
      </span>
    </div>
  );
}
