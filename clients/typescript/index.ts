export { HookswitchError } from "./error";
export { Hookswitch, type HookswitchOptions, type PublishOptions } from "./hookswitch";
export type * from "./schema";
export { verifyWebhook, type WebhookEvent, WebhookVerificationError } from "./verify-webhook";
