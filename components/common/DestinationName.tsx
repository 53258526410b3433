/** Two lines of a URL at most, broken anywhere: a long path takes no other column's place. Whole on hover. */
export function DestinationName({ children }: { children: string }) {
  return (
    <span title={children} className="line-clamp-2 [overflow-wrap:anywhere]">
      {children}
    </span>
  );
}
