import { serve } from "inngest/edge";
import { inngestClient } from "@/inngest/client";
import { functions } from "./index";

/** The SDK's own handler of all functions; it checks the signature of every call. */
export const handleInngest: (request: Request) => Promise<Response> = serve({ client: inngestClient(), functions });
