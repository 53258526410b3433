/** What the pages read of the OpenAPI document. */
export interface ApiSchema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  format?: string;
  properties?: Record<string, ApiSchema>;
  required?: string[];
  items?: ApiSchema;
  anyOf?: ApiSchema[];
  additionalProperties?: ApiSchema | boolean;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  maxItems?: number;
}
interface ApiMedia {
  schema: ApiSchema;
  example?: unknown;
}
export interface ApiOperation {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  parameters: { name: string; in: string; required?: boolean; description?: string; schema: ApiSchema }[];
  requestBody?: { content: Record<string, ApiMedia> };
  responses: Record<string, { $ref?: string; content?: Record<string, ApiMedia> }>;
}
export interface ApiDocument {
  paths: Record<string, Record<string, ApiOperation>>;
  components: {
    schemas: Record<string, ApiSchema>;
    responses: Record<string, { description: string }>;
  };
}

/** One operation; where a tenant's own path and the operator's exist, they are one. */
export interface Entry {
  verb: string;
  path: string;
  /** For operators, who name the tenant. */
  tenantPath: string | null;
  operation: ApiOperation;
}

export interface Resource {
  slug: string;
  name: string;
  entries: Entry[];
}

const VERBS = ["get", "post", "put", "patch", "delete"];
const SCOPE = "/tenants/{tenant}/";

/** The operations by resource, in the order of their names. */
export function resourcesOf({ paths }: ApiDocument): Resource[] {
  const resources = new Map<string, Resource>();
  for (const [path, item] of Object.entries(paths)) {
    const own = path.replace(SCOPE, "/");
    for (const verb of VERBS) {
      const operation = item[verb];
      const isTwin = own !== path && paths[own]?.[verb] !== undefined;
      if (!operation || isTwin) continue;
      const name = operation.tags[0] ?? "Other";
      const slug = name.toLowerCase().replace(/\W+/g, "-");
      const resource = resources.get(slug) ?? { slug, name, entries: [] };
      const tenantPath = path.replace("/api/v1/", `/api/v1${SCOPE}`);
      resource.entries.push({ verb, path, tenantPath: paths[tenantPath]?.[verb] ? tenantPath : null, operation });
      resources.set(slug, resource);
    }
  }
  return [...resources.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
