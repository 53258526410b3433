import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { layOut } from "@/components/common/JsonView";
import { toCurl } from "@/lib/client/curl";

describe("what was sent, shown and copied", () => {
  it("JSON is indented without touching a value: big integers and 1.0 stay as they were sent", () => {
    const text = '{"a":12345678901234567890,"b":[1.0,{}],"c":"x, {y}: \\"z\\"","d":[]}';
    expect(layOut(text)).toBe(
      '{\n  "a": 12345678901234567890,\n  "b": [\n    1.0,\n    {}\n  ],\n  "c": "x, {y}: \\"z\\"",\n  "d": []\n}',
    );
  });

  it("what is not JSON is left alone", () => {
    expect(layOut("<h1>Bad gateway</h1>")).toBeNull();
  });

  it("a shell takes the curl line apart into the same URL, headers and bytes, quotes included", () => {
    const body = `{"note":"it's $HOME and \`date\`"}`;
    const line = toCurl({
      url: "https://a.example/x?y=1",
      headers: { "webhook-id": "evt_1", host: "a.example" },
      body,
    });
    const shell = `curl() { for part in "$@"; do printf '%s\\0' "$part"; done; }\n${line}`;
    const parts = execFileSync("sh", ["-c", shell], { encoding: "utf8" }).split("\0").slice(0, -1);
    expect(parts).toEqual(["-X", "POST", "https://a.example/x?y=1", "-H", "webhook-id: evt_1", "--data-binary", body]);
  });
});
