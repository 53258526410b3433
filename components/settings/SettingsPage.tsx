"use client";

import { useSettings } from "@/lib/client/hooks/use-settings";
import { useScope } from "@/lib/client/scope";
import { useIsOperator } from "@/lib/client/session";
import { PageHeader } from "../common/PageHeader";
import { QueryState } from "../common/QueryState";
import { Skeleton } from "../ui/Skeleton";
import { AppearanceSettings } from "./AppearanceSettings";
import { CatalogueSettings } from "./CatalogueSettings";
import { EmbedSettings } from "./EmbedSettings";
import { OwnTenantCard } from "./OwnTenantCard";
import { RetentionSettings } from "./RetentionSettings";
import { SupportSettings } from "./SupportSettings";
import { TenantLimits } from "./TenantLimits";

/** Of the installation for operators (and of the chosen tenant); a member sees what holds for the own tenant. */
export function SettingsPage() {
  const isOperator = useIsOperator();
  const { tenantId } = useScope();
  return (
    <>
      <PageHeader title="Settings" />
      <div className="flex max-w-3xl flex-col gap-3.5">
        {isOperator ? null : <OwnTenantCard />}
        {isOperator && tenantId !== null ? <TenantLimits tenantId={tenantId} /> : null}
        {isOperator ? <InstallationSettings /> : null}
      </div>
    </>
  );
}

function InstallationSettings() {
  const query = useSettings();
  return (
    <QueryState query={query} skeleton={<SettingsSkeleton />}>
      {(settings) => (
        <>
          <AppearanceSettings settings={settings} />
          <EmbedSettings settings={settings} />
          <SupportSettings settings={settings} />
          <CatalogueSettings settings={settings} />
          <RetentionSettings settings={settings} />
        </>
      )}
    </QueryState>
  );
}

function SettingsSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-3.5">
      <Skeleton className="h-72 rounded-panel" />
      <Skeleton className="h-48 rounded-panel" />
    </div>
  );
}
