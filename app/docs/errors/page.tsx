import type { Metadata } from "next";
import { ErrorsPage } from "@/components/docs/ErrorsPage";
import { ERROR_CODES } from "@/lib/errors";

export const metadata: Metadata = { title: "Error codes" };

export default function Page() {
  const codes = Object.entries(ERROR_CODES).map(([code, entry]) => ({ code, ...entry }));
  return <ErrorsPage codes={codes} />;
}
