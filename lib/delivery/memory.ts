/** Characters of bodies that wait in memory, over all lanes of a process; what finds no room stays in its row. */
export interface Memory {
  take(size: number): boolean;
  give(size: number): void;
}

export function createMemory(limit: number): Memory {
  let used = 0;
  return {
    take(size) {
      if (used > 0 && used + size > limit) return false;
      used += size;
      return true;
    },
    give(size) {
      used -= size;
    },
  };
}
