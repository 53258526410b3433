import { deliver } from "./deliver";
import { endSecretOverlap } from "./end-secret-overlap";
import { fanOut } from "./fan-out";
import { foldRollupsMinutely } from "./fold-rollups";
import { keepTablesHourly } from "./keep-tables";
import { pruneSandboxHourly } from "./prune-sandbox";
import { replayWindow, resumeReplaysMinutely } from "./replay-window";
import { wakeDue } from "./wake-due";
import { watchEndpointsMinutely } from "./watch-endpoints";

/** Every function of Hookswitch; adding one is a line here. */
export const functions = [
  fanOut,
  deliver,
  wakeDue,
  keepTablesHourly,
  pruneSandboxHourly,
  replayWindow,
  resumeReplaysMinutely,
  foldRollupsMinutely,
  endSecretOverlap,
  watchEndpointsMinutely,
];
