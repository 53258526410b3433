import type { Server } from "node:http";

const SWEEP_MS = 50;

/**
 * Takes no new connection and resolves when the last one has ended. Requests under way are answered; what comes on a
 * connection from now on is answered with `Connection: close`, or a caller that never pauses would hold the end up.
 */
export async function closeServer(server: Server): Promise<void> {
  server.prependListener("request", (_request, response) => response.setHeader("connection", "close"));
  const closed = new Promise((resolve) => server.close(resolve));
  // Again and again: a connection that was busy falls idle later, and would be kept for its next request.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  await closed;
  clearInterval(sweep);
}
