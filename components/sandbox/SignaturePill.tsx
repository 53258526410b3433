import type { SignatureCheck } from "@/lib/contracts/sandbox";
import { Pill, type Tone } from "../common/Pill";

const LOOKS: Record<SignatureCheck["verdict"], { tone: Tone; sign: string; word: string }> = {
  valid: { tone: "ok", sign: "●", word: "verified" },
  invalid: { tone: "dead", sign: "×", word: "wrong" },
  unsigned: { tone: "skip", sign: "–", word: "unsigned" },
  unknown: { tone: "wait", sign: "○", word: "not checked" },
};

export function SignaturePill({ signature }: { signature: SignatureCheck }) {
  const { word, ...look } = LOOKS[signature.verdict];
  return (
    <span title={signature.reason}>
      <Pill {...look}>{word}</Pill>
    </span>
  );
}
