import Link from "next/link";
import { formatExact } from "@/lib/client/format";
import type { SandboxRequestOut } from "@/lib/contracts/sandbox";
import { CopyId } from "../common/CopyId";
import { Facts } from "../common/Facts";
import { SignaturePill } from "./SignaturePill";

/** What was checked, as a consumer has to check it. */
export function SignatureFacts({ request: { headers, signature } }: { request: SandboxRequestOut }) {
  const subscription = headers["webhook-subscription"];
  const seconds = Number(headers["webhook-timestamp"]);
  return (
    <>
      <p className="mb-3.5 flex flex-wrap items-center gap-2.5">
        <SignaturePill signature={signature} />
        <span className="text-soft">{signature.reason}</span>
      </p>
      {headers["webhook-signature"] === undefined ? null : (
        <Facts
          facts={[
            ["webhook-id", <CopyId key="id" id={headers["webhook-id"] ?? ""} whole />],
            ["timestamp", Number.isFinite(seconds) ? formatExact(seconds * 1_000) : "–"],
            [
              "signed text",
              <code key="text" className="break-all font-mono text-mono">
                {headers["webhook-id"]}.{headers["webhook-timestamp"]}.<i>body</i>
              </code>,
            ],
            [
              "signature",
              <code key="signature" className="break-all font-mono text-mono">
                {headers["webhook-signature"]}
              </code>,
            ],
            [
              "subscription",
              subscription ? (
                <Link key="sub" href={`/subscriptions/${subscription}`} className="text-accent hover:underline">
                  {subscription}
                </Link>
              ) : (
                "–"
              ),
            ],
          ]}
        />
      )}
    </>
  );
}
