import { pool } from "@/lib/prisma";

/** Tables, by what the database itself says of them; a table partition counts with its parent. */
export async function allTables(): Promise<string[]> {
  return tablesWhere("true");
}

export async function tablesWithTenant(): Promise<string[]> {
  return tablesWhere(`exists (select from information_schema.columns k where k.table_schema = 'public'
                                 and k.table_name = c.relname and k.column_name = 'tenant_id')`);
}

async function tablesWhere(condition: string): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and ${condition} order by 1`);
  return rows.map(({ name }) => name);
}

export async function countRows(table: string, tenantId: string): Promise<number> {
  const { rows } = await pool().query(`select count(*)::int as count from "${table}" where tenant_id = $1`, [tenantId]);
  return rows[0]?.count ?? 0;
}

/** Rows in which one of the texts stands, in whatever column. */
export async function countMentions(table: string, texts: readonly string[]): Promise<number> {
  const { rows } = await pool().query(
    `select count(*)::int as count from "${table}" t
      where exists (select from unnest($1::text[]) x where strpos(t::text, x) > 0)`,
    [texts],
  );
  return rows[0]?.count ?? 0;
}

/** Shorter ones are numbers, which stand everywhere. */
const ID_LENGTH = 20;

/** Ids of all rows of a tenant, and its own. */
export async function idsOf(tenantId: string): Promise<string[]> {
  const ids = [tenantId];
  for (const table of await tablesWithTenant()) {
    const { rows } = await pool().query(`select to_jsonb(t) ->> 'id' as id from "${table}" t where tenant_id = $1`, [
      tenantId,
    ]);
    ids.push(...rows.flatMap(({ id }: { id: string | null }) => (id === null || id.length < ID_LENGTH ? [] : [id])));
  }
  return [...new Set(ids)];
}

interface Column {
  name: string;
  type: string;
  /** Of an enum: its first value. */
  label: string | null;
}

const VALUES: Record<string, string> = {
  bool: "false",
  bytea: "'\\x00'",
  float4: "0",
  float8: "0",
  int2: "1",
  int4: "1",
  int8: "1",
  json: "'{}'",
  jsonb: "'{}'",
  timestamptz: "now()",
};

/**
 * Puts a row of the tenant into a table that has none, whatever its columns are: so a table that is new tomorrow is
 * tried, too. `known` gives ids for columns that point to other tables; foreign keys are not checked meanwhile.
 */
export async function insertAnyRow(table: string, known: Readonly<Record<string, string>>): Promise<void> {
  const columns = await requiredColumns(table);
  const values = columns.map(({ name, type, label }) => {
    if (known[name] !== undefined) return `'${known[name]}'`;
    if (label !== null) return `'${label}'`;
    if (type.startsWith("_")) return "'{}'";
    return VALUES[type] ?? `'made up ${table} ${name} ${known.tenant_id}'`;
  });
  const client = await pool().connect();
  try {
    await client.query("begin; set local session_replication_role = replica");
    await client.query(
      `insert into "${table}" (${columns.map(({ name }) => `"${name}"`).join(", ")}) values (${values.join(", ")})`,
    );
    await client.query("commit");
  } finally {
    client.release();
  }
}

async function requiredColumns(table: string): Promise<Column[]> {
  const { rows } = await pool().query<Column>(
    `select k.column_name as name, k.udt_name as type,
            (select e.enumlabel from pg_enum e join pg_type t on t.oid = e.enumtypid where t.typname = k.udt_name
              order by e.enumsortorder limit 1) as label
       from information_schema.columns k
      where k.table_schema = 'public' and k.table_name = $1 and k.is_identity = 'NO'
        and (k.column_name = 'tenant_id' or (k.is_nullable = 'NO' and k.column_default is null))`,
    [table],
  );
  return rows;
}
