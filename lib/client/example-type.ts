const ANYTHING = "hello.world";

/** A type that one of the patterns takes: a plain one if there is any. */
export function exampleType(patterns: readonly string[]): string {
  const [plain = patterns[0] ?? "*"] = patterns.filter((pattern) => !pattern.includes("*"));
  return plain === "*" ? ANYTHING : plain.replaceAll("*", "test");
}
