import type { DestinationMetadata } from "../types";

export const webhookMetadata: DestinationMetadata = {
  type: "webhook",
  label: "Webhook",
  description: "An HTTPS POST with a JSON body, signed as Standard Webhooks 1.0 describes.",
  signed: true,
  fields: [
    {
      name: "url",
      label: "URL",
      help: "Where events are sent, such as https://example.com/hooks. It must be public and answer with a 2xx status.",
      kind: "url",
      required: true,
    },
    {
      name: "headers",
      label: "Custom headers",
      help: "Sent with every request. Values of headers such as Authorization are never shown again.",
      kind: "headers",
      required: false,
    },
  ],
};
