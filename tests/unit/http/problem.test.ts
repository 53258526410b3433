import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError, ERROR_CODES, type ErrorCode } from "@/lib/errors";
import { nodeHeaders } from "@/lib/http/headers";
import { parseInput } from "@/lib/http/parse";
import { toProblem } from "@/lib/http/problem";

function refusalOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    return toProblem(error, "r-1").problem;
  }
  throw new Error("nothing was refused");
}

describe("a problem", () => {
  it.each(Object.keys(ERROR_CODES) as ErrorCode[])("has the status and the title of its code: %s", (code) => {
    const { status, problem } = toProblem(new AppError(code, "Because."), "r-1");
    expect([status, problem.status, problem.title]).toEqual([
      ERROR_CODES[code].status,
      status,
      ERROR_CODES[code].title,
    ]);
  });

  it("of an unknown error says nothing of its cause", () => {
    const { status, body } = toProblem(new Error("password=hunter2 at db.internal:5432"), "r-1");
    expect(status).toBe(500);
    expect(body).not.toMatch(/hunter2|internal:5432/);
    expect(body).toContain("r-1");
  });

  it("says when to come back", () => {
    const { headers } = toProblem(new AppError("rate_limited", "Slower.", { retryAfterSeconds: 1.2 }), "r-1");
    expect(headers["retry-after"]).toBe("2");
  });

  it("knows the AppError of the other module graph by its name", () => {
    const foreign = Object.assign(new Error("x"), {
      name: "AppError",
      code: "conflict",
      detail: "Because.",
      options: {},
    });
    expect(toProblem(foreign, "r-1").status).toBe(409);
  });

  it("names every invalid field by its path, what is wrong with it, and a stable code", () => {
    const schema = z.strictObject({
      events: z.array(z.strictObject({ type: z.string(), size: z.number().min(1) })),
      on: z.boolean(),
    });
    const problem = refusalOf(() => parseInput(schema, { events: [{ size: 0, tpye: "x" }], more: 1 }));
    expect(problem.errors).toEqual([
      { path: "events[0].type", message: "is required", code: "required" },
      { path: "events[0].size", message: "must be at least 1", code: "too_small" },
      { path: "events[0].tpye", message: expect.stringContaining("remove it"), code: "unknown_field" },
      { path: "on", message: "is required", code: "required" },
      { path: "more", message: expect.stringContaining("remove it"), code: "unknown_field" },
    ]);
    expect(problem.detail).toContain("events[0].type is required");
    expect(problem.detail).toContain("and 2 more");
  });
});

describe("node's headers", () => {
  it("are read without regard to case", () => {
    const headers = nodeHeaders({ "content-type": "text/plain", "x-many": ["a", "b"] });
    expect([headers.get("Content-Type"), headers.get("x-many"), headers.get("x-none")]).toEqual([
      "text/plain",
      "a, b",
      null,
    ]);
  });
});
