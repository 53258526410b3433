import { listen } from "@/lib/listen";
import { logger } from "@/lib/logger";
import { CATALOGUE_CHANNEL } from "@/lib/queries/notify";
import { dropCatalogueRules, setCatalogueListening } from "@/lib/services/catalogue-rules";

/** Hears changes of the catalogue until it is stopped. While its connection is lost, rules live a second only. */
export async function startCatalogueListener(): Promise<() => Promise<void>> {
  const { stop } = await listen({
    channels: [CATALOGUE_CHANNEL],
    onNotify: dropCatalogueRules,
    onReconnect: () => setCatalogueListening(true),
    onLost(err) {
      setCatalogueListening(false);
      logger.warn({ err }, "the listener for changes of the catalogue lost its connection; it connects again");
    },
  });
  setCatalogueListening(true);
  return async () => {
    setCatalogueListening(false);
    await stop();
  };
}
