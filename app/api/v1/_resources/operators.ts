import { pageOf, pageQuery } from "@/lib/contracts/common";
import { operatorOut } from "@/lib/contracts/member";
import { type PasswordResetOut, passwordResetOut } from "@/lib/contracts/password-reset";
import { page, readKeyset } from "@/lib/http/cursor";
import { idParams, route } from "@/lib/http/route";
import * as operators from "@/lib/services/operators";
import { resetOperator } from "@/lib/services/password-resets";

export const listOperators = route({
  summary: "List the operator's staff",
  response: pageOf(operatorOut),
  auth: "operator",
  query: pageQuery,
  handler: async ({ query }) => page(await operators.listOperators(readKeyset("user", query))),
});

export const removeOperator = route({
  summary: "Remove an operator; the last one stays",
  auth: "operator",
  scope: "all",
  params: idParams,
  status: 204,
  handler: ({ caller, params }) => operators.removeOperator(caller, params.id),
});

export const createOperatorReset = route({
  summary: "Make a link with which an operator chooses a new password",
  response: passwordResetOut,
  auth: "operator",
  scope: "all",
  params: idParams,
  status: 201,
  toStored: (body: PasswordResetOut) => ({ ...body, url: null }),
  handler: ({ caller, params }) => resetOperator(caller, params.id),
});
