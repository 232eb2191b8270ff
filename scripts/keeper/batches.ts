import { encodeChargeBatch } from '@florin/sdk/subscriptions/calldata.ts'
import { decodeManagerError } from '@florin/sdk/subscriptions/errors.ts'
import { planId } from '@florin/sdk/subscriptions/plan.ts'
import { BaseError, ExecutionRevertedError, type Hex, isHex } from 'viem'
import type { Failed } from './charge.ts'
import type { Due } from './due.ts'
import type { Keeper } from './keeper.ts'

/** Prices and balances may change between the estimate and the block: a third more does not run out, and is not paid for. */
const margin = { of: 4n, per: 3n }

/** Subscriptions to one plan that one transaction charges, and its gas limit. */
export type Batch = { items: readonly Due[]; data: Hex; gas: bigint }

/** Of one plan each, and of as many subscriptions as a batch may have. */
export function groupsOf(keeper: Keeper, chargeable: readonly Due[]): Due[][] {
  const byPlan = Map.groupBy(chargeable, ({ plan }) => planId(keeper, plan))
  const size = keeper.settings.batchSize
  return [...byPlan.values()].flatMap((items) =>
    Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size)),
  )
}

type Simulated = { batches: Batch[]; failed: Failed[] }

/**
 * Simulates a group at the node. Where it needs too much gas or reverts, its halves are simulated: so one that spoils a batch
 * holds up no other.
 */
export async function simulate(keeper: Keeper, [first, ...others]: readonly Due[]): Promise<Simulated> {
  if (first === undefined) return { batches: [], failed: [] }
  const items = [first, ...others]
  const subscriptions = items.map(({ subscription }) => subscription)
  const data = encodeChargeBatch(first.plan, subscriptions)
  const { gas, reason } = await estimate(keeper, data)
  if (reason === undefined) return { batches: [{ items, data, gas }], failed: [] }
  if (others.length === 0) return { batches: [], failed: [{ id: first.id, period: first.period, reason }] }
  const middle = Math.ceil(items.length / 2)
  const left = await simulate(keeper, items.slice(0, middle))
  const right = await simulate(keeper, items.slice(middle))
  return { batches: [...left.batches, ...right.batches], failed: [...left.failed, ...right.failed] }
}

type Estimate = { gas: bigint; reason?: undefined } | { gas?: undefined; reason: string }

async function estimate({ client, wallet, manager, settings }: Keeper, data: Hex): Promise<Estimate> {
  try {
    const needed = await client.estimateGas({ account: wallet.account.address, to: manager, data })
    const gas = (needed * margin.of) / margin.per
    return gas > settings.gasCap ? { reason: 'AboveGasCap' } : { gas }
  } catch (error) {
    const reason = revertOf(error)
    if (reason === undefined) throw error
    return { reason }
  }
}

/** The name of the error that a call reverted with; undefined where it was not the contract that refused. */
function revertOf(error: unknown): string | undefined {
  if (!(error instanceof BaseError)) return undefined
  let reason: string | undefined
  error.walk((cause) => {
    if (cause instanceof ExecutionRevertedError) reason ??= 'Reverted'
    if (cause instanceof Object && 'data' in cause && isHex(cause.data)) {
      reason = decodeManagerError(cause.data)?.name ?? 'Reverted'
    }
    return false
  })
  return reason
}
