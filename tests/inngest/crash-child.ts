import { crashFunctions } from "./crash-functions";
import { newClient, startEngine } from "./harness";

/** A worker process for the crash test, which kills it. */
const client = newClient();
await startEngine(client, crashFunctions(client), { maxCalls: 20 });
process.stdout.write("ready\n");
