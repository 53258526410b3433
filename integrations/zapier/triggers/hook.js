"use strict";

const { isSignatureRight } = require("../signature");

const NOT_FOUND = 404;

/** Switched on: Hookswitch delivers to Zapier's URL from now on. */
async function performSubscribe(z, bundle, patterns) {
  const { filter } = bundle.inputData;
  const response = await z.request({
    method: "POST",
    url: "/webhooks/subscribe",
    body: { targetUrl: bundle.targetUrl, events: patterns, ...(filter ? { filter } : {}) },
  });
  return response.data;
}

/** Switched off. A hook that is gone already is what was wanted. */
async function performUnsubscribe(z, bundle) {
  const url = `/webhooks/${bundle.subscribeData.id}`;
  const { status } = await z.request({ method: "DELETE", url, skipThrowForStatus: true });
  if (status < 400 || status === NOT_FOUND) return {};
  throw new z.errors.Error(`The hook could not be removed: Hookswitch answered ${status}.`, "unsubscribe", status);
}

/** An event that was delivered. One that is not signed by this hook's secret is dropped. */
function perform(z, bundle) {
  const { subscribeData, rawRequest, cleanedRequest } = bundle;
  if (subscribeData?.secret && rawRequest && !isSignatureRight(rawRequest, subscribeData.secret)) {
    z.console.log("A delivery whose signature is not right was dropped.");
    return [];
  }
  return [cleanedRequest];
}

/** What the editor shows: events that happened, else the catalogue's example. */
async function performList(z, _bundle, pattern) {
  const response = await z.request({ url: `/webhooks/samples/${encodeURIComponent(pattern)}` });
  return response.data.data;
}

const SAMPLE = {
  id: "evt_019320c8a4f97d3e8b5a0c1d2e3f4a5b",
  version: "1",
  timestamp: "2026-01-01T00:00:00.000Z",
  source: null,
  correlationId: null,
  sequence: 1,
};
const OUTPUT_FIELDS = [
  { key: "id", label: "Event ID" },
  { key: "type", label: "Event type" },
  { key: "timestamp", label: "Timestamp", type: "datetime" },
  { key: "correlationId", label: "Correlation ID" },
  { key: "sequence", label: "Sequence", type: "integer" },
];
const FILTER_FIELD = {
  key: "filter",
  label: "Filter",
  type: "string",
  required: false,
  helpText: "A JMESPath on the event, such as `data.total_amount > \\`10000\\``. Only what it lets through arrives.",
};

/** Operation of a REST hook; `patternOf` says which events it takes. */
function hookOf({ patternOf, inputFields, sample }) {
  return {
    type: "hook",
    inputFields: [...inputFields, FILTER_FIELD],
    performSubscribe: (z, bundle) => performSubscribe(z, bundle, [patternOf(bundle)]),
    performUnsubscribe,
    perform,
    performList: (z, bundle) => performList(z, bundle, patternOf(bundle)),
    sample: { ...SAMPLE, ...sample },
    outputFields: OUTPUT_FIELDS,
  };
}

/** `order.completed` → `order_completed`: keys of triggers have no dots. */
function keyOf(name) {
  return `on_${name.replace(/[^A-Za-z0-9]+/g, "_").toLowerCase()}`;
}

/** The trigger of one event type of event-types.json. */
function triggerOf({ name, label, description, example }) {
  return {
    key: keyOf(name),
    noun: label,
    display: { label, description: description ?? `Triggers when ${name} happens.` },
    operation: hookOf({ patternOf: () => name, inputFields: [], sample: { type: name, data: example } }),
  };
}

module.exports = { hookOf, triggerOf };
