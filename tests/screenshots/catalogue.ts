const money = { type: "integer", description: "In cents of the order's currency." };
const address = {
  type: "object",
  required: ["country"],
  properties: { country: { type: "string", description: "ISO 3166-1, two letters." }, city: { type: "string" } },
};
const order = {
  type: "object",
  required: ["order_id", "total_amount", "currency"],
  properties: {
    order_id: { type: "string", description: "As the customer sees it." },
    total_amount: money,
    currency: { enum: ["EUR", "USD", "GBP"] },
    customer: { type: "object", properties: { id: { type: "string" }, email: { type: "string", format: "email" } } },
    shipping_address: address,
    lines: {
      type: "array",
      items: { type: "object", properties: { sku: { type: "string" }, quantity: { type: "integer" } } },
    },
  },
};
const invoice = {
  type: "object",
  required: ["invoice_id", "amount"],
  properties: { invoice_id: { type: "string" }, amount: money, due_on: { type: "string", format: "date" } },
};

/** The catalogue of a shop system. */
export const EVENT_TYPES = [
  {
    name: "order.created",
    group: "Orders",
    description: "A customer has placed an order; it is not paid yet.",
    schema: order,
  },
  {
    name: "order.completed",
    group: "Orders",
    description: "An order is paid and packed.",
    schema: order,
    enforce: true,
  },
  { name: "order.updated", group: "Orders", description: "Something of an order has changed.", schema: order },
  {
    name: "order.cancelled",
    group: "Orders",
    description: "The customer or we have cancelled an order.",
    schema: order,
  },
  { name: "invoice.paid", group: "Invoices", description: "Money for an invoice has arrived.", schema: invoice },
  { name: "invoice.voided", group: "Invoices", description: "An invoice does not count any more.", schema: invoice },
  {
    name: "invoice.sent",
    group: "Invoices",
    description: "Use invoice.issued instead.",
    schema: invoice,
    deprecated: true,
  },
  { name: "customer.created", group: "Customers", description: "Somebody has opened an account." },
  { name: "customer.deleted", group: "Customers", description: "An account and its data are gone." },
  { name: "shipment.dispatched", group: "Shipments", description: "A parcel has left the warehouse." },
  { name: "shipment.delivered", group: "Shipments", description: "A parcel has arrived." },
];

const CITIES = [
  ["DE", "Berlin"],
  ["US", "Austin"],
  ["FR", "Lyon"],
  ["GB", "Leeds"],
] as const;

/** The data of the n-th event of a type; always the same for the same number. */
export function dataOf(type: string, n: number): object {
  const [country, city] = CITIES[n % CITIES.length] ?? CITIES[0];
  if (type.startsWith("invoice."))
    return { invoice_id: `R-${2_000 + n}`, amount: 4_900 + n * 310, due_on: "2026-12-24" };
  if (type.startsWith("customer.")) return { id: `cus_${500 + n}`, email: `person${n}@example.com` };
  if (type.startsWith("shipment.")) return { parcel: `1Z${80_000 + n}`, carrier: "DHL", to: { country, city } };
  return {
    order_id: `A-${10_400 + n}`,
    total_amount: 1_250 + ((n * 7_919) % 24_000),
    currency: country === "US" ? "USD" : country === "GB" ? "GBP" : "EUR",
    customer: { id: `cus_${500 + n}`, email: `person${n}@example.com` },
    shipping_address: { country, city },
    lines: [{ sku: `SKU-${n % 17}`, quantity: 1 + (n % 3) }],
  };
}
