import type { ChainMoment } from '../../chain/sender.ts'
import type { Ctx } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { refusedByContract } from '../../domain/refusedByContract.ts'
import type { Revert } from '../../domain/revert.ts'
import { type Bounded, gasCeiling, gasLimit, usualGas } from '../sponsor/gasCeiling.ts'
import { readChain } from './followChain.ts'
import { payingKeys } from './payingKeys.ts'
import type { RelayChain } from './senderOf.ts'
import { findPayer } from './solventSenders.ts'
import { tryCall } from './tryCall.ts'

type Hex = `0x${string}`

interface Call extends Bounded {
  contract: Hex
  /** The only key that may send it, where not any of ours may. */
  required_signer?: Hex | null
}

interface Priced {
  gas_limit: bigint
  gas_ceiling: bigint
  gas_estimate: bigint
  simulated_block: bigint
}

/**
 * Refuses what the contract would refuse, with the contract's own reason, before anybody spends anything. What it would not
 * refuse is given back with the gas and the most that sending it may cost, and with what the simulation found, so that it need not be
 * repeated a moment later.
 * @param explain Says what the refusal means to whoever asked; it is not asked where the contract would not refuse.
 */
export async function refuseRevert<T extends Call>(
  ctx: Ctx,
  on: RelayChain,
  call: T,
  explain: (revert: Revert) => DomainError | Promise<DomainError> = (revert) => refusedByContract(revert),
): Promise<T & Priced> {
  const { trial, block } = await tryInTurn(ctx, on, call)
  if (trial.kind === 'executable') {
    const gas_limit = await gasLimit(ctx, on, call, trial.gas)
    const gas_ceiling = await gasCeiling(ctx, on, call, gas_limit)
    return { ...call, gas_limit, gas_ceiling, gas_estimate: trial.gas, simulated_block: block }
  }
  throw await explain(trial.revert)
}

/**
 * What passes with the usual gas of its kind need not be measured. What is refused by what was true a moment ago, such as by a
 * key that has spent all since, is tried anew.
 */
async function tryInTurn(ctx: Ctx, on: RelayChain, call: Call) {
  const known = ctx.chainMoments.get(on.chainId.toString())
  const gas_limit = await usualGas(ctx, on, call)
  for (const one of gas_limit ? [{ ...call, gas_limit }, call] : [call]) {
    const found = known && (await tryAt(ctx, on, known, one))
    if (found?.trial.kind === 'executable') return found
  }
  return tryAt(ctx, on, await readMoment(ctx, on), call)
}

async function tryAt(
  ctx: Ctx,
  on: RelayChain,
  { now, fees, payer }: ChainMoment,
  call: Call & { gas_limit?: bigint },
) {
  const from = call.required_signer ?? payer
  return { trial: await tryCall(ctx, { ...on, now, fees }, from, call), block: now.number }
}

/** Where a chain stands, what it asks, and which key could pay; kept for a moment, however many relays come in. */
async function readMoment(ctx: Ctx, on: RelayChain): Promise<ChainMoment> {
  const view = await readChain(ctx, on)
  const payer = await findPayer(ctx, view, await payingKeys(ctx, on.chainId))
  if (!payer) {
    throw new DomainError(
      'chain_unavailable',
      `Nobody can pay for a transaction on eip155:${on.chainId} now; send it from your own wallet, or try again later.`,
      { retryAfterSeconds: 60 },
    )
  }
  const moment = { now: view.now, fees: view.fees, payer }
  ctx.chainMoments.set(on.chainId.toString(), moment)
  return moment
}
