import { settingsOut, settingsPatch } from "@/lib/contracts/settings";
import { route } from "@/lib/http/route";
import * as settings from "@/lib/services/settings";

export const getSettings = route({
  summary: "Read the settings of the installation",
  response: settingsOut,
  auth: "operator",
  handler: settings.getSettings,
});

export const updateSettings = route({
  summary: "Change the settings of the installation",
  response: settingsOut,
  auth: "operator",
  body: settingsPatch,
  handler: ({ caller, body }) => settings.updateSettings(caller, body),
});
