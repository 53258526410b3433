import type { SubscriptionForm } from "@/lib/client/subscription-draft";
import type { DestinationTypeOut } from "@/lib/contracts/destination-type";
import type { TenantOut } from "@/lib/contracts/tenant";
import { TextField } from "../ui/Field";
import { DestinationFields } from "./DestinationFields";
import { DestinationTypeField } from "./DestinationTypeField";
import { TenantField } from "./TenantField";

interface WhereFieldsProps {
  form: SubscriptionForm;
  types: readonly DestinationTypeOut[];
  /** To choose from; null where the tenant is settled. */
  tenants: readonly TenantOut[] | null;
  errorOf: (field: string) => string | undefined;
  onChange: (change: Partial<SubscriptionForm>) => void;
}

/** Whose events, where they go, and what people call it. */
export function WhereFields({ form, types, tenants, errorOf, onChange }: WhereFieldsProps) {
  const type = types.find((one) => one.type === form.destinationType);
  return (
    <>
      {tenants ? (
        <TenantField tenants={tenants} value={form.tenantId} onChange={(tenantId) => onChange({ tenantId })} />
      ) : null}
      <DestinationTypeField
        types={types}
        value={form.destinationType}
        onChange={(destinationType) => onChange({ destinationType, config: {} })}
      />
      {type ? (
        <DestinationFields
          key={type.type}
          type={type}
          config={form.config}
          errorOf={(field) => errorOf(`destination.config.${field}`) ?? errorOf(field)}
          onChange={(config) => onChange({ config })}
        />
      ) : null}
      <TextField
        label={
          <>
            Description <span className="font-normal text-faint">(optional)</span>
          </>
        }
        maxLength={500}
        value={form.description}
        onChange={(event) => onChange({ description: event.target.value })}
        placeholder="Order service"
        error={errorOf("description")}
      />
    </>
  );
}
