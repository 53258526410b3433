"use client";

import { useTenants } from "@/lib/client/hooks/use-tenants";
import { Field } from "../ui/Field";
import { Select } from "../ui/Select";

const MOST = 200;

/** Asked of an operator who looks at all tenants. */
export function TenantField({ allowsNone }: { allowsNone?: string }) {
  const { data } = useTenants({ limit: MOST });
  const options = (data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Field label="For which tenant?" hint={data && options.length === 0 ? "There is no tenant yet; make one first." : undefined}>
      {(control) => <Select {...control} name="tenant" required={!allowsNone} options={allowsNone ? [{ value: "", label: allowsNone }, ...options] : options} />}
    </Field>
  );
}
