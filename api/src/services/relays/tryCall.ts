import type { Ctx } from '../../context.ts'
import { GAS_CAP } from '../../domain/gasPolicy.ts'
import type { Revert } from '../../domain/revert.ts'
import type { ChainView } from './followChain.ts'

type Hex = `0x${string}`

interface Call {
  contract: Hex
  calldata: Hex
  /** What it is signed with, once that was settled. */
  gas_limit?: bigint
}

/** What would become of a call now; `gas` is what it would burn, at most. */
export type Trial = { kind: 'executable'; gas: bigint } | { kind: 'refused'; revert: Revert }

/**
 * Tries a call as it would be sent: by a key of ours, with the fees that we would offer and no more gas than we would pay for. A
 * contract wallet sees all of this, and one that sees other numbers here than in a block may burn our gas for nothing. Where the
 * gas that it is signed with is settled, only whether it passes is asked.
 * @param from A key that could pay for it: nodes answer as if the contract had refused where it cannot.
 */
export async function tryCall(
  ctx: Ctx,
  view: ChainView,
  from: Hex,
  { contract: to, calldata: data, gas_limit: gas }: Call,
  at: bigint | 'latest' = 'latest',
): Promise<Trial> {
  const offer = {
    fees: view.fees,
    at,
    ...(gas === undefined ? { gas: GAS_CAP } : { gas, isMeasured: false as const }),
  }
  const simulation = await ctx.chain.simulation.simulate(view.client, { from, to, data }, offer)
  return simulation.ok
    ? { kind: 'executable', gas: simulation.gas }
    : { kind: 'refused', revert: simulation.revert }
}

/**
 * The same, where a refusal is held against the call. A node that is behind refuses what became possible since, but cannot answer
 * for the block of this pass; only what is refused at both is refused.
 * @returns Undefined where they differ: the next pass knows more.
 */
export async function tryTwice(ctx: Ctx, view: ChainView, from: Hex, call: Call): Promise<Trial | undefined> {
  const atHead = await tryCall(ctx, view, from, call)
  if (atHead.kind === 'executable') return atHead
  const inPass = await tryCall(ctx, view, from, call, view.now.number)
  return inPass.kind === 'refused' ? inPass : undefined
}
