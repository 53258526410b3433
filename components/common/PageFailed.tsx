"use client";

import { Button } from "../ui/Button";

/** A page that broke while it was drawn. */
export function PageFailed({ onRetry }: { onRetry: () => void }) {
  return (
    <div role="alert" className="px-4 py-16 text-center">
      <h1 className="font-semibold text-title">This page could not be drawn</h1>
      <p className="mt-1 text-soft">Nothing is lost; deliveries go on. Try again, and tell the operator if it stays.</p>
      <Button className="mt-4" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
