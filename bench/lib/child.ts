import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { runtimeOf } from "@/scripts/lib/runtime.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A process of the bench that answers one message after the other. */
export interface Asked {
  pid: number;
  ask<Answer>(message: object): Promise<Answer>;
  stop(): void;
}

/** Forks a TypeScript file beside this one, on the Node that the worker has; resolves with its first message. */
export async function startChild<Ready>(file: string): Promise<{ child: Asked; ready: Ready }> {
  const options = { execPath: runtimeOf(ROOT), execArgv: ["--import", "tsx"] };
  const process_ = fork(fileURLToPath(new URL(file, import.meta.url)), options);
  const ready = await answerOf<Ready>(process_, file);
  let last: Promise<unknown> = Promise.resolve();
  return {
    ready,
    child: {
      pid: process_.pid ?? 0,
      // One question at a time: answers carry no number.
      ask<Answer>(message: object) {
        const answer = last.then(() => {
          process_.send(message);
          return answerOf<Answer>(process_, file);
        });
        last = answer.catch(() => undefined);
        return answer;
      },
      stop: () => process_.disconnect(),
    },
  };
}

function answerOf<Answer>(child: ChildProcess, name: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const fail = (code: number | null) => reject(new Error(`${name} ended with ${code}`));
    child.once("exit", fail);
    child.once("message", (message) => {
      child.off("exit", fail);
      const isFailed = typeof message === "object" && message !== null && "failure" in message;
      if (isFailed) reject(new Error(`${name}: ${String(message.failure)}`));
      else resolve(message as Answer);
    });
  });
}
