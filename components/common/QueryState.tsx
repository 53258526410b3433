"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorState } from "./ErrorState";

interface QueryStateProps<T> {
  query: UseQueryResult<T>;
  /** Holds the place until the first answer. */
  skeleton: ReactNode;
  children: (data: T) => ReactNode;
}

/** Skeleton, error with retry, or the data. Data that is there stays, whatever becomes of the next look. */
export function QueryState<T>({ query, skeleton, children }: QueryStateProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return skeleton;
}
