import { prometheusText } from "@/lib/contracts/health";
import { PlainText, route } from "@/lib/http/route";
import { renderMetrics } from "@/lib/services/metrics";

const PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

/** For Prometheus: of all processes, by tenant and subscription. */
export const readMetrics = route({
  summary: "Read the metrics of all processes for Prometheus",
  response: prometheusText,
  auth: "operator",
  handler: async () => new PlainText(await renderMetrics(), PROMETHEUS_TEXT),
});
