import type { TenantOut } from "@/lib/contracts/tenant";
import { Field } from "../ui/Field";
import { Select } from "../ui/Select";

interface TenantFieldProps {
  tenants: readonly TenantOut[];
  /** Label of the choice that names no tenant; without it there is no such choice. */
  allowsNone?: string;
}

/** Asked of an operator who looks at all tenants. */
export function TenantField({ tenants, allowsNone }: TenantFieldProps) {
  const options = tenants.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Field
      label="For which tenant?"
      hint={options.length === 0 && !allowsNone ? "There is no tenant yet; make one first." : undefined}
    >
      {(control) => (
        <Select
          className="min-w-56"
          {...control}
          name="tenant"
          required={!allowsNone}
          options={allowsNone ? [{ value: "", label: allowsNone }, ...options] : options}
        />
      )}
    </Field>
  );
}
