import { Activity, Building2, KeyRound, type LucideIcon, Radio, Rows3, Waypoints, XCircle } from "lucide-react";
import type { PortalRole } from "@/lib/client/session";

export interface Area {
  href: string;
  label: string;
  icon: LucideIcon;
  /** Who sees it; everybody without it. */
  roles?: readonly PortalRole[];
  /** The number of dead letters stands behind it. */
  countsDead?: true;
}

export interface AreaGroup {
  title: string | null;
  areas: readonly Area[];
}

/** The areas that exist, in the order they are shown. A new page is one line here. */
export const AREA_GROUPS: readonly AreaGroup[] = [
  { title: null, areas: [{ href: "/overview", label: "Overview", icon: Activity }] },
  {
    title: "Traffic",
    areas: [
      { href: "/deliveries", label: "Deliveries", icon: Rows3 },
      { href: "/events", label: "Events", icon: Radio },
      { href: "/dead-letters", label: "Dead letters", icon: XCircle, countsDead: true },
    ],
  },
  { title: "Routing", areas: [{ href: "/subscriptions", label: "Subscriptions", icon: Waypoints }] },
  {
    title: "Access",
    areas: [
      { href: "/tenants", label: "Tenants", icon: Building2, roles: ["operator"] },
      { href: "/api-keys", label: "API keys", icon: KeyRound, roles: ["operator", "owner"] },
    ],
  },
];
