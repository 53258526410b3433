import { Prisma } from "@/lib/generated/prisma/client";

/** A value for a nullable JSON column: null is SQL's null, never JSON's. */
export function toJsonColumn(value: object | null): Prisma.InputJsonValue | typeof Prisma.DbNull {
  return value === null ? Prisma.DbNull : (value as Prisma.InputJsonValue);
}

/** The same for an update that may leave the column as it is. */
export function toJsonUpdate<Name extends string>(
  name: Name,
  value: object | null | undefined,
): { [K in Name]?: ReturnType<typeof toJsonColumn> } {
  return value === undefined
    ? {}
    : ({ [name]: toJsonColumn(value) } as { [K in Name]: ReturnType<typeof toJsonColumn> });
}
