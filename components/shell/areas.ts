import {
  Activity,
  BookOpen,
  BookText,
  Building2,
  CircleAlert,
  Cog,
  FlaskConical,
  KeyRound,
  Link2,
  type LucideIcon,
  Radio,
  RotateCw,
  Rows3,
  ScrollText,
  Settings,
  Users,
  Waypoints,
  XCircle,
} from "lucide-react";
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

const OPERATOR = ["operator"] as const;

/** The areas that exist, in the order they are shown. A new page is one line here. */
export const AREA_GROUPS: readonly AreaGroup[] = [
  { title: null, areas: [{ href: "/overview", label: "Overview", icon: Activity }] },
  {
    title: "Traffic",
    areas: [
      { href: "/deliveries", label: "Deliveries", icon: Rows3 },
      { href: "/events", label: "Events", icon: Radio },
      { href: "/dead-letters", label: "Dead letters", icon: XCircle, countsDead: true },
      { href: "/replays", label: "Replays", icon: RotateCw },
    ],
  },
  {
    title: "Routing",
    areas: [
      { href: "/subscriptions", label: "Subscriptions", icon: Waypoints },
      { href: "/event-types", label: "Event types", icon: BookOpen },
      { href: "/sandbox", label: "Sandbox", icon: FlaskConical },
      { href: "/docs", label: "Documentation", icon: BookText },
    ],
  },
  {
    title: "Access",
    areas: [
      { href: "/api-keys", label: "API keys", icon: KeyRound, roles: ["operator", "owner"] },
      { href: "/members", label: "Members", icon: Users },
      { href: "/audit-log", label: "Audit log", icon: ScrollText },
      { href: "/settings", label: "Settings", icon: Settings },
    ],
  },
  {
    title: "All tenants",
    areas: [
      { href: "/tenants", label: "Tenants", icon: Building2, roles: OPERATOR },
      { href: "/undelivered", label: "Undelivered", icon: CircleAlert, roles: OPERATOR },
      { href: "/portal-links", label: "Portal links", icon: Link2, roles: OPERATOR },
      { href: "/engine", label: "Engine runs", icon: Cog, roles: OPERATOR },
    ],
  },
];
