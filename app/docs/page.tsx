import type { Metadata } from "next";
import { DocsHome } from "@/components/docs/DocsHome";
import { apiResources } from "./_document/resources";

export const metadata: Metadata = { title: "Documentation" };

export default function Page() {
  return <DocsHome resources={apiResources} />;
}
