// GET, POST /api/auth/*: sign-in, sign-out and session of the portal, by next-auth.
// May be called by: anybody; sign-in and sign-out hold next-auth's own CSRF token.
// There is no id in the path; an unknown action answers next-auth's 400.
import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth";

interface AuthContext {
  params: Promise<{ nextauth: string[] }>;
}

function handle(request: NextRequest, context: AuthContext): Promise<Response> {
  return NextAuth(request, context, authOptions(request.headers));
}

export { handle as GET, handle as POST };
