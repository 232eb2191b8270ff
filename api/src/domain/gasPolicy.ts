/** Wei per unit of gas. */
export interface GasFees {
  maxFeePerGas: bigint
  maxPriorityFeePerGas: bigint
}

const GWEI = 1_000_000_000n

/** No transaction of ours ever offers more, whatever the chain asks, unless the host sets another cap for the chain. */
export const HARD_CAP_WEI = 500n * GWEI

/** A transaction that closes a nonce may go one step above, so that it can always replace one that reached the cap. */
export function closingCap(capWei: bigint): bigint {
  return raised(capWei)
}

/** Transactions of one key that may wait at once: nodes keep few per account, and a stuck one holds up all behind it. */
export const MAX_IN_FLIGHT = 16

/**
 * No call of ours burns more, and most kinds less (`gasLimits.ts`). Every verb of the escrow needs less, with a contract wallet to ask and even with a refusing
 * token, to which the escrow must forward 310,000 gas before it believes the refusal.
 */
export const GAS_CAP = 600_000n

/** After so many reverted transactions for one payment request, its payer no longer has our trust in simulations. */
export const MAX_REVERTS = 3

/** The offer of a new transaction: room for the base fee to double before it has to be replaced. */
export function firstFees(baseFeePerGas: bigint, tip: bigint, cap: bigint): GasFees {
  const wanted = 2n * baseFeePerGas + tip
  const maxFeePerGas = wanted < cap ? wanted : cap
  return { maxFeePerGas, maxPriorityFeePerGas: tip < maxFeePerGas ? tip : maxFeePerGas }
}

/**
 * The least offer that nodes accept in place of `earlier` and that meets the present `wanted` one: both numbers at least an
 * eighth higher. Null where the cap leaves no room: the same bytes are then sent again instead.
 */
export function replacementFees(earlier: GasFees, wanted: GasFees, cap: bigint): GasFees | null {
  const maxFeePerGas = greater(raised(earlier.maxFeePerGas), wanted.maxFeePerGas)
  const maxPriorityFeePerGas = greater(raised(earlier.maxPriorityFeePerGas), wanted.maxPriorityFeePerGas)
  return maxFeePerGas > cap ? null : { maxFeePerGas, maxPriorityFeePerGas }
}

/**
 * Deals transactions out to keys, each to the one with the fewest in flight, or to the one that it must have.
 * @returns Whose each of them is; undefined where that key, or all of them, are at the cap.
 */
export function deal<T extends string>(
  loads: readonly { address: T; inFlight: number }[],
  required: readonly (T | null)[],
): (T | undefined)[] {
  const left = loads.map((load) => ({ ...load }))
  return required.map((wanted) => {
    const [least] = left
      .filter(({ address, inFlight }) => inFlight < MAX_IN_FLIGHT && (wanted === null || wanted === address))
      .sort((a, b) => a.inFlight - b.inFlight)
    if (least) least.inFlight += 1
    return least?.address
  })
}

/** What a call may burn beside an estimate and a quarter of it. */
const SPARE_GAS = 20_000n

/** What a call may burn: state may change a little between the estimate and the block. */
export function gasLimitFor(estimate: bigint): bigint {
  const wanted = estimate + estimate / 4n + SPARE_GAS
  return wanted < GAS_CAP ? wanted : GAS_CAP
}

/** The most that a call may burn in a simulation for {@link gasLimitFor} to stay within a limit. */
export function estimateWithin(limit: bigint): bigint {
  return ((limit - SPARE_GAS) * 4n) / 5n
}

function raised(fee: bigint): bigint {
  return (fee * 9n + 7n) / 8n
}

function greater(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
