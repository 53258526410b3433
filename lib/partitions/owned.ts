/** A partition that this process owns, under the epoch that fences every write. */
export interface Owned {
  readonly partitionId: number;
  readonly epoch: number;
}

/** The epoch moved on: another process owns the partition. Whatever was not committed is theirs to do. */
export class OwnershipLost extends Error {
  override readonly name = "OwnershipLost";
  constructor(owned: Owned) {
    super(`partition ${owned.partitionId} is no longer owned under epoch ${owned.epoch}`);
  }
}
