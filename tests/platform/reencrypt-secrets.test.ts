import { beforeAll, describe, expect, it, vi } from "vitest";
import { createSecretBox } from "@/lib/crypto";
import { pool } from "@/lib/prisma";

const OLD_KEY = "old-secret-key-old-secret-key-old-0001";
const NEW_KEY = "new-secret-key-new-secret-key-new-0001";
const oldBox = createSecretBox([OLD_KEY]);
const newBox = createSecretBox([NEW_KEY]);

/** Every column that could hold a ciphertext, whatever table it is in. */
async function countSealedWith(keyId: string): Promise<number> {
  const { rows: columns } = await pool().query<{ table: string; column: string }>(
    `select c.table_name as table, c.column_name as column from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type in ('text', 'json', 'jsonb')`,
  );
  let count = 0;
  for (const { table, column } of columns) {
    const { rows } = await pool().query<{ count: string }>(
      `select count(*) from "${table}" where "${column}"::text like $1`,
      [`%k1.${keyId}.%`],
    );
    count += Number(rows[0]?.count);
  }
  return count;
}

describe("a rotated secret key", () => {
  beforeAll(() => {
    // Before the first module reads it.
    process.env.HOOKSWITCH_SECRET_KEY = OLD_KEY;
  });

  it("leaves nothing that only the old key opens, and every secret is what it was", async () => {
    const services = await import("../factories/subscription");
    const { createTenant } = await import("../factories/tenant");
    const { checkSecretKey } = await import("@/lib/services/check-secret-key");
    await checkSecretKey();
    const tenant = await createTenant();
    const { id, secret } = await services.createSubscription(tenant.id, { headers: { authorization: "Bearer abc" } });
    expect(await countSealedWith(oldBox.keyId)).toBeGreaterThan(2);

    vi.resetModules();
    process.env.HOOKSWITCH_SECRET_KEY = `${NEW_KEY},${OLD_KEY}`;
    const { reencryptSecrets } = await import("@/lib/services/reencrypt-secrets");
    expect(await reencryptSecrets()).toEqual({ reencrypted: 3 });
    expect(await reencryptSecrets()).toEqual({ reencrypted: 0 });

    expect(await countSealedWith(oldBox.keyId)).toBe(0);
    const { rows } = await pool().query("select id, ciphertext from subscription_secrets where subscription_id = $1", [
      id,
    ]);
    expect(newBox.decrypt(rows[0].ciphertext, rows[0].id)).toBe(secret);
    const stored = await pool().query("select destination_config as config from subscriptions where id = $1", [id]);
    expect(JSON.parse(newBox.decrypt(stored.rows[0].config.headers, `${id}.headers`))).toEqual({
      authorization: "Bearer abc",
    });
  });
});
