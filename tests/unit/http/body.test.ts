import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { readBody } from "@/lib/http/body";

describe("reading a body", () => {
  it("gives all of it, in order", async () => {
    const stream = new PassThrough();
    const reading = readBody(stream, new Headers());
    stream.write('{"a":');
    stream.end("1}");
    expect((await reading).toString()).toBe('{"a":1}');
  });

  it("fails when the connection ends before the body does, with an error or without", async () => {
    for (const cause of [undefined, new Error("reset")]) {
      const stream = new PassThrough();
      const reading = readBody(stream, new Headers());
      stream.write("{");
      stream.destroy(cause);
      await expect(reading).rejects.toThrow(cause?.message ?? "ended before it was whole");
    }
  });

  it("stops at the cap", async () => {
    const stream = new PassThrough();
    const reading = readBody(stream, new Headers(), 10);
    stream.write("x".repeat(11));
    await expect(reading).rejects.toBeInstanceOf(AppError);
    expect(stream.isPaused()).toBe(true);
  });
});
