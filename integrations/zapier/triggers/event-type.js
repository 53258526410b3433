"use strict";

/** Fills the list of event types; nobody sees it as a trigger. */
async function perform(z, bundle) {
  const cursor = bundle.meta?.page ? await z.cursor.get() : null;
  const response = await z.request({
    url: "/api/v1/event-types",
    params: { limit: 100, deprecated: "false", ...(cursor ? { cursor } : {}) },
  });
  const { data, nextCursor } = response.data;
  if (nextCursor) await z.cursor.set(nextCursor);
  return data.map(({ id, name, description }) => ({ id, name, label: description ? `${name}: ${description}` : name }));
}

module.exports = {
  key: "event_type",
  noun: "Event type",
  display: { label: "List of Event Types", description: "Fills the list of event types.", hidden: true },
  operation: {
    perform,
    canPaginate: true,
    sample: { id: "ety_019320c8a4f97d3e8b5a0c1d2e3f4a5b", name: "order.completed", label: "order.completed" },
  },
};
