import { publicSettingsOut, settingsOut, settingsPatch } from "@/lib/contracts/settings";
import { route } from "@/lib/http/route";
import * as settings from "@/lib/services/settings";

export const getSettings = route({
  summary: "The installation's settings",
  response: settingsOut,
  auth: "operator",
  handler: settings.getSettings,
});

export const updateSettings = route({
  summary: "Change the installation's settings",
  response: settingsOut,
  auth: "operator",
  body: settingsPatch,
  handler: ({ caller, body }) => settings.updateSettings(caller, body),
});

/** What pages may know before anybody signed in. */
export const getPublicSettings = route({
  summary: "The settings that everybody may see",
  response: publicSettingsOut,
  auth: "public",
  handler: settings.getPublicSettings,
});
