"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ApiError } from "@/lib/client/api";
import { ButtonLink } from "../ui/Button";
import { EmptyState } from "./EmptyState";
import { ErrorState } from "./ErrorState";
import { PageHeader } from "./PageHeader";
import { PageSkeleton } from "./PageSkeleton";

interface PageQueryStateProps<T> {
  query: UseQueryResult<T>;
  /** What the page shows, in one word; the heading while there is nothing to show. */
  title: string;
  /** The list that it belongs to. */
  parent: { href: string; label: string };
  children: (data: T) => ReactNode;
}

/** A page about one thing: its skeleton, what to do when there is no such thing, an error with retry, or the page. */
export function PageQueryState<T>({ query, title, parent, children }: PageQueryStateProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (!query.error) return <PageSkeleton title={title} />;
  const isUnknown = query.error instanceof ApiError && query.error.status === 404;
  return (
    <>
      <PageHeader title={title} parent={{ ...parent, here: null }} />
      <div className="rounded-panel border border-rule bg-panel">
        {isUnknown ? (
          <EmptyState
            title={query.error.message}
            action={<ButtonLink href={parent.href}>All {parent.label.toLowerCase()}</ButtonLink>}
          >
            It may belong to another tenant, or be older than what is kept.
          </EmptyState>
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )}
      </div>
    </>
  );
}
