import { describe, expect, it } from "vitest";
import { pool } from "@/lib/prisma";
import { textColumn, toTextColumn } from "@/lib/queries/text-column";

describe("a column that travels as one text", () => {
  it.each([
    [["one"]],
    [["a", null, "c"]],
    [[null]],
    [[]],
    [['{"a":"\\u001f quoted \\" and \\\\ back","é":"😀"}', "x,y", "{}", '"', "null", "NULL"]],
  ])("arrives as it left: %j", async (values) => {
    const { rows } = await pool().query(`select to_json(${textColumn(1)}) as values`, [toTextColumn(values)]);
    expect(rows[0].values).toEqual(values);
  });

  it("carries times to the millisecond", async () => {
    const times = [new Date("2026-11-25T10:00:00.123Z"), null];
    const { rows } = await pool().query(`select ${textColumn(1)}::timestamptz[] as times`, [toTextColumn(times)]);
    expect(rows[0].times).toEqual(times);
  });
});
