"use strict";

const { version: platformVersion } = require("zapier-platform-core");
const { version } = require("./package.json");
const authentication = require("./authentication");
const { addKey, throwProblems } = require("./http");
const anyEvent = require("./triggers/any-event");
const eventType = require("./triggers/event-type");
const { triggerOf } = require("./triggers/hook");
const eventTypes = require("./event-types.json");

/** One trigger for each type in event-types.json, one with a list of the installation's own types, one that fills it. */
const triggers = [...eventTypes.map(triggerOf), anyEvent, eventType];

module.exports = {
  version,
  platformVersion,
  authentication,
  beforeRequest: [addKey],
  afterResponse: [throwProblems],
  triggers: Object.fromEntries(triggers.map((trigger) => [trigger.key, trigger])),
};
