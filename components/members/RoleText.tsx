import type { MemberRole } from "@/lib/contracts/member";

const MAY: Record<MemberRole | "operator", string> = {
  operator: "sees and changes every tenant",
  owner: "everything, and who else may",
  developer: "subscriptions, replays, the sandbox",
  viewer: "reads only",
};

/** A role and what it may, in a line. */
export function RoleText({ role }: { role: MemberRole | "operator" }) {
  return (
    <>
      {role}
      <div className="text-faint text-xs max-sm:hidden">{MAY[role]}</div>
    </>
  );
}

export const ROLE_OPTIONS = [
  { value: "developer", label: `Developer: ${MAY.developer}` },
  { value: "viewer", label: `Viewer: ${MAY.viewer}` },
  { value: "owner", label: `Owner: ${MAY.owner}` },
] as const;
