import type { Field } from "./prepare/fields";

/** Fields of a body, an answer or a query, one a row. */
export function FieldTable({ label, fields }: { label: string; fields: readonly Field[] }) {
  if (fields.length === 0) return null;
  return (
    <div className="mt-3">
      <p className="font-medium">{label}</p>
      <dl className="divide-y divide-rule border-rule border-y">
        {fields.map((field) => (
          <div key={field.name} className="grid gap-x-4 py-1.5 sm:grid-cols-[14rem_minmax(0,1fr)]">
            <dt className="min-w-0 break-words">
              <code>{field.name}</code>
              {field.isRequired ? <span className="ml-2 text-retry text-xs">required</span> : null}
            </dt>
            <dd className="min-w-0 break-words">
              <span className="text-faint">
                {field.type}
                {field.defaultValue === null ? null : `, ${field.defaultValue} unless given`}
              </span>
              {field.description ? <span className="block text-soft">{field.description}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
