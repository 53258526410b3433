import { listApiKeys } from "@/app/api/v1/_resources/api-keys";
import { listAuditLog } from "@/app/api/v1/_resources/audit-log";
import { getDelivery, listDeliveries } from "@/app/api/v1/_resources/deliveries";
import { listDestinationTypes } from "@/app/api/v1/_resources/destination-types";
import { getEngineRun, listEngineRuns } from "@/app/api/v1/_resources/engine-runs";
import { getEventType, listEventTypes } from "@/app/api/v1/_resources/event-types";
import { getEvent, listEvents, traceEvent } from "@/app/api/v1/_resources/events";
import { readUndelivered, readUndeliveredByTenant } from "@/app/api/v1/_resources/health";
import { listInvitations } from "@/app/api/v1/_resources/invitations";
import { listTenantHealths, readSubscriptionHealth, readTenantHealth } from "@/app/api/v1/_resources/lane-health";
import { listMembers } from "@/app/api/v1/_resources/members";
import { listOperators } from "@/app/api/v1/_resources/operators";
import { readDeliverySeries, readSubscriptionActivity } from "@/app/api/v1/_resources/overview";
import { listPortalLinks } from "@/app/api/v1/_resources/portal-links";
import { getReplay, listReplays } from "@/app/api/v1/_resources/replays";
import { listReceived, listReceivers } from "@/app/api/v1/_resources/sandbox";
import { getSession, listSessions } from "@/app/api/v1/_resources/session";
import { getSettings } from "@/app/api/v1/_resources/settings";
import { getSubscription, listSubscriptions } from "@/app/api/v1/_resources/subscriptions";
import { getTenant, listTenants } from "@/app/api/v1/_resources/tenants";

type Get = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/**
 * The GET calls that first views are made of, by their paths; the handlers are the API's own. Literal paths stand
 * before those with an id.
 */
export const READABLE: readonly (readonly [path: string, get: Get])[] = [
  ["", getTenant],
  ["/api-keys", listApiKeys],
  ["/audit-log", listAuditLog],
  ["/deliveries", listDeliveries],
  ["/deliveries/series", readDeliverySeries],
  ["/deliveries/{id}", getDelivery],
  ["/destination-types", listDestinationTypes],
  ["/engine/runs", listEngineRuns],
  ["/engine/runs/{id}", getEngineRun],
  ["/event-types", listEventTypes],
  ["/event-types/{name}", getEventType],
  ["/events", listEvents],
  ["/events/{id}", getEvent],
  ["/events/{id}/trace", traceEvent],
  ["/health", readTenantHealth],
  ["/health/tenants", listTenantHealths],
  ["/health/undelivered", readUndelivered],
  ["/health/undelivered/tenants", readUndeliveredByTenant],
  ["/invitations", listInvitations],
  ["/members", listMembers],
  ["/operators", listOperators],
  ["/portal-links", listPortalLinks],
  ["/replays", listReplays],
  ["/replays/{id}", getReplay],
  ["/sandbox/receivers", listReceivers],
  ["/sandbox/receivers/{id}/requests", listReceived],
  ["/session", getSession],
  ["/sessions", listSessions],
  ["/settings", getSettings],
  ["/subscriptions", listSubscriptions],
  ["/subscriptions/activity", readSubscriptionActivity],
  ["/subscriptions/{id}", getSubscription],
  ["/subscriptions/{id}/health", readSubscriptionHealth],
  ["/tenants", listTenants],
];
