import Link from "next/link";
import { CodeBlock } from "../common/CodeBlock";
import { FieldTable } from "./FieldTable";
import { curlOf } from "./prepare/curl";
import { type Field, fieldsOf, typeName } from "./prepare/fields";
import type { ApiDocument, ApiOperation, Entry } from "./prepare/reference";

/** An operation: who may call it, what it takes, an example that works, what it answers. */
export function OperationSection({ entry, document }: { entry: Entry; document: ApiDocument }) {
  const { verb, path, tenantPath, operation } = entry;
  const body = operation.requestBody?.content["application/json"];
  return (
    <section id={operation.operationId} className="mt-8 border-rule border-t pt-2">
      <h2>{operation.summary}</h2>
      <p className="break-all font-mono text-mono">
        <span className="mr-2 text-accent uppercase">{verb}</span>
        {path}
      </p>
      {tenantPath ? (
        <p className="break-all text-faint text-xs">
          An operator, for a tenant: <code>{tenantPath}</code>
        </p>
      ) : null}
      <p className="text-soft">{operation.description}</p>
      <FieldTable label="Parameters" fields={parametersOf(operation, document)} />
      {body ? <FieldTable label="Body" fields={fieldsOf(body.schema, document)} /> : null}
      <div className="mt-3">
        <CodeBlock code={curlOf(entry)} label="the request" />
      </div>
      <Answers operation={operation} document={document} />
    </section>
  );
}

function Answers({ operation, document }: { operation: ApiOperation; document: ApiDocument }) {
  const entries = Object.entries(operation.responses).filter(([status]) => status !== "default");
  const success = entries.find(([status]) => status.startsWith("2"));
  const [media] = Object.values(success?.[1].content ?? {});
  const errors = entries.map(([status]) => status).filter((status) => !status.startsWith("2"));
  return (
    <>
      {media ? <FieldTable label={`Answer ${success?.[0]}`} fields={fieldsOf(media.schema, document)} /> : null}
      {media?.example === undefined ? null : (
        <div className="mt-3">
          <CodeBlock code={JSON.stringify(media.example, null, 2)} label="the answer" />
        </div>
      )}
      {media ? null : <p>Answers {success?.[0]} without a body.</p>}
      <p className="text-faint text-xs">
        Refusals: {errors.join(", ")}; see{" "}
        <Link href="/docs/errors" className="underline">
          error codes
        </Link>
        .
      </p>
    </>
  );
}

function parametersOf({ parameters }: ApiOperation, document: ApiDocument): Field[] {
  return parameters.map(({ name, required, description, schema }) => ({
    name,
    type: typeName(schema, document),
    isRequired: required === true,
    description: description ?? null,
    defaultValue: schema.default === undefined ? null : JSON.stringify(schema.default),
  }));
}
