import { AppError, invalidField } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { NewVersion } from "@/lib/queries/event-types";
import { compileSchema } from "@/lib/schemas/compile";
import { exampleOf } from "@/lib/schemas/example";

const MAX_EXAMPLE_BYTES = 65_536;

interface VersionInput {
  version: string;
  schema: object | null;
  /** Undefined: not given. */
  example?: unknown;
}

/** A version that may be saved: its schema compiles and its example fits. Throws `invalid_request`. */
export function prepareVersion({ version, schema, example }: VersionInput): NewVersion {
  const compiled = schema && compileSchema(schema);
  if (compiled && !compiled.ok) throw invalidField("schema", compiled.message);
  const id = newId("eventTypeVersion");
  const check = (value: unknown) => (compiled ? compiled.schema.check(value) : null);
  if (example === undefined || example === null) {
    const generated = schema ? exampleOf(schema) : null;
    const fits = schema !== null && generated !== undefined && generated !== null && check(generated) === null;
    return fits
      ? { id, version, schema, example: generated, exampleFrom: "generated" }
      : { id, version, schema, example: null, exampleFrom: "none" };
  }
  if (Buffer.byteLength(JSON.stringify(example)) > MAX_EXAMPLE_BYTES) {
    throw new AppError("too_large", `The example may hold at most ${MAX_EXAMPLE_BYTES.toLocaleString("en")} bytes.`);
  }
  const violation = check(example);
  if (violation) throw invalidField(`example${violation.path}`, `${violation.message}, says the schema`);
  return { id, version, schema, example, exampleFrom: "given" };
}
