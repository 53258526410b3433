import { describe, expect, it } from "vitest";
import { createLogStream } from "@/lib/log-stream";
import { waitFor } from "@/tests/setup/wait-for";

function newSink() {
  const written: string[] = [];
  let flushes = 0;
  return {
    written,
    flushes: () => flushes,
    write: (text: string) => void written.push(text),
    flushSync: () => {
      flushes += 1;
    },
  };
}

describe("the stream of log lines", () => {
  it("hands gathered lines on together, in order, after its time", async () => {
    const sink = newSink();
    const stream = createLogStream(sink, { maxCharacters: 1_000, maxWaitMs: 1 });
    for (const line of ["a\n", "b\n", "c\n"]) stream.write(line);
    expect(sink.written).toEqual([]);
    await waitFor(() => sink.written.length > 0, { until: "the lines were handed on" });
    expect(sink.written).toEqual(["a\nb\nc\n"]);
  });

  it("hands on at once when there is much", () => {
    const sink = newSink();
    const stream = createLogStream(sink, { maxCharacters: 4, maxWaitMs: 60_000 });
    stream.write("abc\n");
    stream.write("d\n");
    expect(sink.written).toEqual(["abc\n"]);
  });

  it("keeps nothing back when the process ends", () => {
    const sink = newSink();
    const stream = createLogStream(sink, { maxCharacters: 1_000, maxWaitMs: 60_000 });
    stream.write("last\n");
    stream.flushSync();
    expect(sink.written).toEqual(["last\n"]);
    expect(sink.flushes()).toBe(1);
  });
});
