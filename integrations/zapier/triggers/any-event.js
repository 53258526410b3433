"use strict";

const { hookOf } = require("./hook");

/** Any type of the installation's catalogue, chosen from a list that is read from it. */
module.exports = {
  key: "any_event",
  noun: "Event",
  display: { label: "New Event", description: "Triggers when an event of the chosen type happens." },
  operation: hookOf({
    patternOf: (bundle) => bundle.inputData.eventType,
    inputFields: [
      {
        key: "eventType",
        label: "Event type",
        type: "string",
        required: true,
        dynamic: "event_type.name.label",
        helpText: "A type, or a pattern such as `order.*` as a custom value.",
      },
    ],
    sample: { type: "order.completed", data: { order_id: "ord_1042", total_amount: 12900 } },
  }),
};
