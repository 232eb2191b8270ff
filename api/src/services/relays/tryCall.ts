import type { Revert } from '../../chain/simulation.ts'
import type { Ctx } from '../../context.ts'
import { GAS_CAP, type GasFees, gasLimitFor } from '../../domain/gasPolicy.ts'
import type { GasSender } from './senderOf.ts'
import { currentFees } from './sendForNonce.ts'

type Hex = `0x${string}`

/** What would become of a call now; `gas` is the limit to sign. `unfunded`: our key could not pay for it. */
export type Trial =
  | { kind: 'executable'; gas: bigint; fees: GasFees }
  | { kind: 'refused'; revert: Revert }
  | { kind: 'unfunded' }

/**
 * Tries a call as it would be sent: by our key, with the fees that we would offer and no more gas than we would pay for. A
 * contract wallet sees all of this, and one that sees other numbers here than in a block may burn our gas for nothing.
 */
export async function tryCall(
  ctx: Ctx,
  sender: GasSender,
  call: { contract: Hex; calldata: Hex },
): Promise<Trial> {
  const fees = await currentFees(ctx, sender)
  // Nodes answer as if the contract had refused where the key cannot pay, so this is asked first.
  if (!(await canPay(ctx, sender, GAS_CAP * fees.maxFeePerGas))) return { kind: 'unfunded' }
  const simulation = await ctx.chain.simulation.simulate(
    sender.client,
    { from: sender.key.address, to: call.contract, data: call.calldata },
    { gas: GAS_CAP, fees },
  )
  return simulation.ok
    ? { kind: 'executable', gas: gasLimitFor(simulation.gas), fees }
    : { kind: 'refused', revert: simulation.revert }
}

/** A key that cannot pay would only block its own nonces, so relays wait until it is funded. */
async function canPay(ctx: Ctx, sender: GasSender, costWei: bigint): Promise<boolean> {
  const { address } = sender.key
  const { balance } = await ctx.chain.sender.readAccount(sender.client, address)
  if (balance >= costWei) return true
  const about = { chain: sender.chain.chainId, signer: address, balanceWei: balance.toString() }
  ctx.log.error({ ...about, neededWei: costWei.toString() }, 'the gas signer must be funded')
  return false
}
