/** The contract's `Status` of an id that was never used. */
const NONE = 0
/** The contract's `Status` of an id that its payer burned before it was used. */
const BURNED = 3

/** Whether money ever entered under a payment id, by the contract's `Status` of it. */
export function wasUsed(status: number): boolean {
  return status !== NONE && status !== BURNED
}

/** Whether its payer made a payment id unusable before it was used. */
export function isBurned(status: number): boolean {
  return status === BURNED
}
