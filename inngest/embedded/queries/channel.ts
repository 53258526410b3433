/** Says "look again" to every engine; the payload is empty, the tables are the truth. */
export const ENGINE_CHANNEL = "hookswitch_engine";
