import type { TenantOut } from "@/lib/contracts/tenant";
import { Field } from "../ui/Field";
import { Select } from "../ui/Select";

const NOT_CHOSEN = { value: "", label: "Choose a tenant" };

interface TenantFieldProps {
  tenants: readonly TenantOut[];
  /** Without it the field keeps its own choice, under the name `tenant`. */
  value?: string;
  onChange?: (tenantId: string) => void;
}

/** Asked of an operator who looks at all tenants. None is chosen beforehand: a wrong one would get foreign events. */
export function TenantField({ tenants, value, onChange }: TenantFieldProps) {
  const options = tenants.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Field
      label="For which tenant?"
      hint={options.length === 0 ? "There is no tenant yet; make one first." : undefined}
    >
      {(control) => (
        <Select
          className="min-w-56"
          {...control}
          name="tenant"
          required
          {...(value === undefined ? { defaultValue: "" } : { value })}
          onChange={(event) => onChange?.(event.target.value)}
          options={[NOT_CHOSEN, ...options]}
        />
      )}
    </Field>
  );
}
