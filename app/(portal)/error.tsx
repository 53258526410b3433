"use client";

import { PageFailed } from "@/components/common/PageFailed";

export default function PortalError({ reset }: { reset: () => void }) {
  return <PageFailed onRetry={reset} />;
}
