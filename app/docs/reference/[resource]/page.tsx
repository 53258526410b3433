import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ReferencePage } from "@/components/docs/ReferencePage";
import { apiDocument, apiResources } from "../../_document/resources";

export const metadata: Metadata = { title: "Reference" };

export default async function Page({ params }: { params: Promise<{ resource: string }> }) {
  const { resource: slug } = await params;
  const resource = apiResources.find((one) => one.slug === slug);
  if (!resource) notFound();
  return <ReferencePage resource={resource} document={apiDocument} />;
}
