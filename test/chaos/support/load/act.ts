import { useBalance, withdraw } from './balances.ts'
import { capture, giveBack, pay, refund } from './payments.ts'
import type { Scene } from './scene.ts'
import { charge, renew, subscribe } from './subscriptions.ts'

export type Act = (scene: Scene) => Promise<void>

/** What payers, merchants and strangers do; what comes more often is more often done. */
export const ACTS: readonly [Act, ...Act[]] = [
  pay,
  pay,
  pay,
  pay,
  capture,
  capture,
  refund,
  giveBack,
  withdraw,
  useBalance,
  subscribe,
  renew,
  charge,
]

/** Mines some blocks, each with what a few parties have just sent. */
export async function play(
  scene: Scene,
  { blocks, acts = ACTS }: { blocks: number; acts?: readonly [Act, ...Act[]] },
): Promise<void> {
  const { chain, random } = scene
  for (let block = 0; block < blocks; block += 1) {
    const number = random.integer(4)
    for (let index = 0; index < number; index += 1) await random.pick(acts)(scene)
    await chain.mine(1)
  }
}

const MOST_ROUNDS = 50

/** Sends everything again that is not mined, and mines, until nothing is left. */
export async function drain({ chain, wallets }: Scene): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const waiting = await Promise.all(wallets.map((wallet) => wallet.resubmit()))
    if (waiting.every((count) => count === 0)) return
    await chain.mine(1)
  }
  throw new Error(`after ${MOST_ROUNDS} blocks some transactions are still not mined`)
}
