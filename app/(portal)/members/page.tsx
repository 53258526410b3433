import type { Metadata } from "next";
import { MembersPage } from "@/components/members/MembersPage";
import { invitationsQuery, membersQuery, operatorsQuery, sessionsQuery } from "@/lib/client/queries/people";
import { FirstView } from "../_first-view/FirstView";
import { readScope } from "../_first-view/read-scope";
import { readFilters, type SearchParams } from "../_first-view/search";

export const metadata: Metadata = { title: "Members" };

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const { session, tenantId } = await readScope();
  const filters = await readFilters(searchParams, []);
  const isStaff = session?.role === "operator" && tenantId === null;
  const people = isStaff ? operatorsQuery(filters) : membersQuery(tenantId, filters);
  return (
    <FirstView queries={() => [people, invitationsQuery(tenantId), sessionsQuery()]}>
      <MembersPage />
    </FirstView>
  );
}
