import type { Bench, Row } from "../scenarios/types";

interface Reached {
  what: string;
  /** Share of the bare sender, 1 being all of it. */
  least: number;
  perSecond: number;
  result: { lost: number };
}

/** A rate as a share of the bare sender, which is measured once more for it: to be called with nothing else running. */
export async function shareRow(bench: Bench, { what, least, perSecond, result }: Reached): Promise<Row> {
  await bench.measureBareAgain();
  const share = perSecond / bench.bare;
  return {
    what,
    value: `${Math.round(perSecond)}/s (${(share * 100).toFixed(1)} % of B)`,
    target: `${least * 100} % of B`,
    isReached: share >= least && result.lost === 0,
    details: { ...result, shareOfBare: share },
  };
}
