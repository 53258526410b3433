import { drain } from "./backlog";
import { crash } from "./crash";
import { dead } from "./dead";
import { idle } from "./idle";
import { isolation } from "./isolation";
import { latency } from "./latency";
import { matching } from "./matching";
import { start } from "./start";
import { stored } from "./stored";
import { batched, fanOut, single } from "./throughput";
import type { Scenario } from "./types";
import { workers } from "./workers";

/** In the order of the table. */
export const SCENARIOS: readonly Scenario[] = [
  single,
  batched,
  fanOut,
  drain,
  latency,
  isolation,
  matching,
  stored,
  crash,
  dead,
  workers,
  idle,
  start,
];
