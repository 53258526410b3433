import { accountOut, accountPatch, passwordChange } from "@/lib/contracts/account";
import { pageOf, pageQuery } from "@/lib/contracts/common";
import { currentSessionOut, sessionOut, sessionPatch, sessionsEndQuery } from "@/lib/contracts/session";
import { page, readKeyset } from "@/lib/http/cursor";
import { describeSession } from "@/lib/http/describe-session";
import { idParams, route } from "@/lib/http/route";
import { requireSession } from "@/lib/http/session";
import * as account from "@/lib/services/account";
import * as sessions from "@/lib/services/sessions";

/** An API key is nobody's session: 403. */
export const getSession = route({
  summary: "Tell who is signed in here, and in which tenant",
  response: currentSessionOut,
  auth: "any",
  handler: async ({ credential }) => describeSession(credential),
});

export const switchTenant = route({
  summary: "Switch to another tenant of yours",
  response: currentSessionOut,
  auth: "person",
  body: sessionPatch,
  handler: async ({ caller, session, body, request }) => {
    await sessions.switchTenant(caller, session, body.tenant);
    return describeSession(await requireSession(request.headers));
  },
});

export const listSessions = route({
  summary: "List the browsers that are signed in as you",
  response: pageOf(sessionOut),
  auth: "person",
  query: pageQuery,
  handler: async ({ session, query }) =>
    page(await sessions.listSessions(ownOf(session), readKeyset("session", query))),
});

export const endSession = route({
  summary: "End one of your sessions",
  auth: "person",
  params: idParams,
  status: 204,
  handler: ({ caller, session, params }) => sessions.endSession(caller, session.user.id, params.id),
});

export const endSessions = route({
  summary: "End all of your sessions",
  auth: "person",
  query: sessionsEndQuery,
  status: 204,
  handler: ({ caller, session, query }) =>
    sessions.endAllSessions(caller, ownOf(session), query.keepCurrent === "true"),
});

export const getAccount = route({
  summary: "Your account",
  response: accountOut,
  auth: "person",
  handler: ({ session }) => account.getAccount(session.user.id),
});

export const updateAccount = route({
  summary: "Change your name",
  response: accountOut,
  auth: "person",
  body: accountPatch,
  handler: ({ caller, session, body }) => account.updateAccount(caller, session.user.id, body),
});

export const changePassword = route({
  summary: "Change your password; ends your other sessions",
  response: accountOut,
  auth: "person",
  body: passwordChange,
  handler: ({ caller, session, body }) => account.changePassword(caller, ownOf(session), body),
});

function ownOf({ id, user }: { id: string; user: { id: string } }): sessions.OwnSession {
  return { userId: user.id, sessionId: id };
}
