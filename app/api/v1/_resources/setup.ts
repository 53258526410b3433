import { setupIn, setupOut } from "@/lib/contracts/setup";
import { route } from "@/lib/http/route";
import { setUp as claim } from "@/lib/services/set-up";

export const setUp = route({
  summary: "Claim a new installation with its set-up code",
  response: setupOut,
  auth: "public",
  body: setupIn,
  status: 201,
  handler: ({ caller, body }) => claim(caller, body),
});
