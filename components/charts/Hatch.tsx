interface HatchProps {
  id: string;
  colour: string;
  wash: string;
  angle?: number;
}

/** A texture, so that an area is told apart without its colour. */
export function Hatch({ id, colour, wash, angle = 45 }: HatchProps) {
  return (
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform={`rotate(${angle})`}>
      <rect width="5" height="5" fill={wash} />
      <rect width="2.4" height="5" fill={colour} />
    </pattern>
  );
}
