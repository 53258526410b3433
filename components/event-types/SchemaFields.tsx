import { schemaFields } from "@/lib/client/schema-fields";

/** The fields of `data` in a table: what a person reads instead of a schema. */
export function SchemaFields({ schema }: { schema: Record<string, unknown> | null }) {
  const fields = schema ? schemaFields(schema) : [];
  if (fields.length === 0) return <p className="text-faint text-sm">No fields are described: any data fits.</p>;
  return (
    <ul>
      {fields.map(({ path, depth, type, isRequired, description }) => (
        <li key={path} className="border-rule border-b py-2 last:border-b-0" style={{ paddingLeft: `${depth}rem` }}>
          <div className="flex flex-wrap items-baseline gap-x-2.5">
            <code className="break-all font-mono text-mono">{path}</code>
            <span className="text-faint text-xs">{type}</span>
            {isRequired ? null : <span className="text-faint text-xs">optional</span>}
          </div>
          {description ? <p className="mt-0.5 text-soft text-sm">{description}</p> : null}
        </li>
      ))}
    </ul>
  );
}
