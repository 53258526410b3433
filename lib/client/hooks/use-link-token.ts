import { useEffect, useState } from "react";

/**
 * What a link carries behind `#`, which browsers never send. It leaves the address at once, so that it is not in the
 * history. Null before the page has looked, empty when there is none.
 */
export function useLinkToken(name = "token"): string | null {
  const [token, setToken] = useState<string | null>(null);
  useEffect(() => {
    const given = new URLSearchParams(location.hash.slice(1)).get(name);
    setToken((before) => given ?? before ?? "");
    if (given) history.replaceState(history.state, "", location.pathname + location.search);
  }, [name]);
  return token;
}
