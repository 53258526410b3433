import { connection } from "next/server";
import type { PublicSettings } from "@/lib/contracts/settings";
import { getCachedSettings } from "@/lib/services/settings";

type Brand = Pick<PublicSettings, "name" | "logoUrl" | "accentColour">;

/** Fails open: a page that says that the database does not answer wears our own colours. */
const OURS: Brand = { name: "Hookswitch", logoUrl: null, accentColour: null };

/** Never while pages are built: there is no database then. */
export async function readBrand(): Promise<Brand> {
  await connection();
  try {
    const { name, logoUrl, accentColour } = await getCachedSettings();
    return { name, logoUrl, accentColour };
  } catch {
    // The database does not answer; whatever the page is about says so itself.
    return OURS;
  }
}
