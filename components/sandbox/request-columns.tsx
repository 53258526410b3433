import { answerMark, typeOfBody } from "@/lib/client/sandbox-answers";
import type { SandboxRequestOut } from "@/lib/contracts/sandbox";
import type { Column } from "../common/column";
import { Line } from "../common/Line";
import { RowLink } from "../common/RowLink";
import { Time } from "../common/Time";
import { SignaturePill } from "./SignaturePill";

interface RequestColumnOptions {
  requestHref: (request: SandboxRequestOut) => string;
}

export function requestColumns({ requestHref }: RequestColumnOptions): Column<SandboxRequestOut>[] {
  return [
    {
      header: "Request",
      cell: (request) => (
        <>
          <RowLink href={requestHref(request)}>{typeOfBody(request) ?? `${request.method} request`}</RowLink>
          <div className="text-faint text-xs whitespace-nowrap">
            #{request.number}
            {attemptOf(request)} · <Time at={request.receivedAt} />
          </div>
        </>
      ),
    },
    { header: "Signature", className: "w-px", cell: ({ signature }) => <SignaturePill signature={signature} /> },
    {
      header: "Answered",
      className: "whitespace-nowrap",
      cell: ({ answer }) => (
        <span className="inline-flex items-center gap-2">
          <Line marks={[answerMark(answer)]} />
          {answer}
        </span>
      ),
    },
  ];
}

function attemptOf({ headers }: SandboxRequestOut): string {
  const attempt = headers["webhook-attempt"];
  return attempt ? ` · attempt ${attempt}` : "";
}
