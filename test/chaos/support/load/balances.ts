import {
  encodeDeposit,
  encodeMovePrepaid,
  encodeTransferBalance,
  encodeWithdraw,
  senderAuth,
} from '@florin/sdk/escrow/calldata.ts'
import { toHex } from 'viem'
import { part } from './payments.ts'
import type { Scene } from './scene.ts'

/** A merchant takes money out. */
export async function withdraw(scene: Scene): Promise<void> {
  const { chain, random } = scene
  const { wallet } = random.pick(scene.shops)
  const [available] = await chain.balanceOf(wallet.address)
  if (available === 0n) return
  const data = encodeWithdraw(chain.token, part(random, available / 2n), wallet.address, senderAuth)
  await wallet.send(chain.escrow, data)
}

/** A merchant brings money in, sets some aside, or gives some to a payer. */
export async function useBalance(scene: Scene): Promise<void> {
  const { chain, random, payers } = scene
  const { wallet } = random.pick(scene.shops)
  const amount = BigInt(1 + random.integer(1_000_000))
  const ref = toHex(scene.nextSalt(), { size: 32 })
  const data = random.pick([
    encodeDeposit(random.integer(2) === 0, chain.token, amount, 'allowance', senderAuth),
    encodeMovePrepaid(chain.token, amount, random.integer(2) === 0, senderAuth),
    encodeTransferBalance(random.pick(payers).address, chain.token, amount, ref, senderAuth),
  ])
  await wallet.send(chain.escrow, data)
}
