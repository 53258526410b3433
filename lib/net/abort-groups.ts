import { setMaxListeners } from "node:events";

/**
 * Many exchanges share few signals (one per drain). An EventTarget walks its whole list of listeners on every add
 * and remove, so there is one listener per signal here and a set of members behind it.
 */
export interface AbortGroups<Member> {
  /** False, and nothing is joined, when the signal is aborted already. */
  join(signal: AbortSignal, member: Member): boolean;
  leave(signal: AbortSignal, member: Member): void;
  close(): void;
}

interface Group<Member> {
  members: Set<Member>;
  unhook(): void;
}

export function createAbortGroups<Member>(onAbort: (member: Member) => void): AbortGroups<Member> {
  const groups = new Map<AbortSignal, Group<Member>>();

  const drop = (signal: AbortSignal, group: Group<Member>) => {
    group.unhook();
    groups.delete(signal);
  };

  /** An empty group stays for the next member of its signal, until another signal comes. */
  const dropEmpty = () => {
    for (const [signal, group] of groups) if (group.members.size === 0) drop(signal, group);
  };

  const hook = (signal: AbortSignal): Group<Member> => {
    dropEmpty();
    const members = new Set<Member>();
    const listener = () => {
      for (const member of [...members]) onAbort(member);
    };
    // Many lanes listen to the signal of one drain; that is no leak.
    setMaxListeners(0, signal);
    signal.addEventListener("abort", listener, { once: true });
    const group = { members, unhook: () => signal.removeEventListener("abort", listener) };
    groups.set(signal, group);
    return group;
  };

  return {
    join(signal, member) {
      if (signal.aborted) return false;
      (groups.get(signal) ?? hook(signal)).members.add(member);
      return true;
    },
    leave(signal, member) {
      groups.get(signal)?.members.delete(member);
    },
    close() {
      for (const [signal, group] of groups) drop(signal, group);
    },
  };
}
