import type { TenantOut } from "@/lib/contracts/tenant";
import { CopyId } from "../common/CopyId";
import { Facts } from "../common/Facts";
import { Time } from "../common/Time";
import { Card } from "../ui/Card";

export function TenantFactsCard({ tenant }: { tenant: TenantOut }) {
  return (
    <Card title="About it">
      <div className="p-3.5">
        <Facts
          facts={[
            ["Our id", <CopyId key="id" id={tenant.id} whole />],
            ["Your id", tenant.externalId ? <CopyId key="external" id={tenant.externalId} whole /> : "none"],
            ["Made", <Time key="made" at={tenant.createdAt} />],
            ["Changed", <Time key="changed" at={tenant.updatedAt} />],
          ]}
        />
      </div>
    </Card>
  );
}
