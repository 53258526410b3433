import type { ReactNode } from "react";
import { DocsShell } from "@/components/docs/DocsShell";
import { apiResources } from "./_document/resources";

export default function Layout({ children }: { children: ReactNode }) {
  return <DocsShell resources={apiResources}>{children}</DocsShell>;
}
