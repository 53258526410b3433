import { DocsPage } from "./DocsPage";
import { OperationSection } from "./OperationSection";
import type { ApiDocument, Resource } from "./prepare/reference";

/** All operations of a resource. */
export function ReferencePage({ resource, document }: { resource: Resource; document: ApiDocument }) {
  return (
    <DocsPage
      title={resource.name}
      lead="Paths, fields and examples are those of the OpenAPI document, which is made from the contracts that validate."
    >
      <ul>
        {resource.entries.map(({ operation }) => (
          <li key={operation.operationId}>
            <a href={`#${operation.operationId}`} className="text-accent underline">
              {operation.summary}
            </a>
          </li>
        ))}
      </ul>
      {resource.entries.map((entry) => (
        <OperationSection key={entry.operation.operationId} entry={entry} document={document} />
      ))}
    </DocsPage>
  );
}
