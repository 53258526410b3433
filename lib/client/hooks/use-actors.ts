import { useMemo } from "react";
import { shortenId } from "../format";
import { useScope } from "../scope";
import { useIsOperator } from "../session";
import { useMembers, useOperators } from "./use-people";

const KINDS: Record<string, string> = { key: "API key", "portal-link": "Portal link", user: "User" };

/** Names whoever did something, as well as the one who looks may know them. */
export function useActors(): (actor: string) => string {
  const { tenantId } = useScope();
  const isOperator = useIsOperator();
  const members = useMembers({}, !isOperator || tenantId !== null).data?.data;
  const operators = useOperators({}, isOperator).data?.data;
  return useMemo(() => {
    const names = new Map<string, string>();
    for (const { userId, name, email } of members ?? []) names.set(`user:${userId}`, name ?? email);
    for (const { id, name, email } of operators ?? []) names.set(`user:${id}`, name ?? email);
    return (actor) => names.get(actor) ?? kindAndId(actor);
  }, [members, operators]);
}

function kindAndId(actor: string): string {
  const [kind = "", id] = actor.split(":", 2);
  if (id === undefined) return actor === "system" ? "Hookswitch itself" : actor;
  return `${KINDS[kind] ?? kind} ${shortenId(id)}`;
}
