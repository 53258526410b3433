/** Names and values, in the order they were sent. */
export function HeaderList({ headers }: { headers: Record<string, string> }) {
  return (
    <dl className="grid grid-cols-[minmax(0,9.5rem)_minmax(0,1fr)] gap-x-2.5 gap-y-0.75 font-mono text-xs">
      {Object.entries(headers).map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="break-words text-faint">{name}</dt>
          <dd className="break-all">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
