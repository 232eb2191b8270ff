import {
  encodeAuthorize,
  encodeCapture,
  encodeCharge,
  encodeRefund,
  encodeVoid,
  senderAuth,
} from '@florin/sdk/escrow/calldata.ts'
import { feeBounds } from '@florin/sdk/escrow/fees.ts'
import type { Pull } from '@florin/sdk/escrow/pull.ts'
import { paymentId, type Terms } from '@florin/sdk/escrow/terms.ts'
import { receiveWithAuthorizationTypedData } from '@florin/sdk/escrow/typedData.ts'
import type { Random } from '../../../support/random.ts'
import type { Wallet } from '../wallet.ts'
import type { Scene, Shop } from './scene.ts'

/** How far back payments are still captured, voided and refunded. */
const RECENT = 30

/** By the payer's own transaction from an allowance, or by its signature that a stranger delivers. */
export async function pay(scene: Scene): Promise<void> {
  const { chain, random } = scene
  const payer = random.pick(scene.payers)
  const mode = random.pick(['charge', 'escrow'] as const)
  const terms = await scene.issue(payer, random.pick(scene.shops), mode)
  scene.agreed.push(terms)
  const isOwn = random.integer(2) === 0
  const pull = isOwn ? byAllowance : await byErc3009(scene, payer, terms)
  const sender = isOwn ? payer : random.pick(scene.couriers)
  await sender.send(chain.escrow, intake(terms, pull))
}

const byAllowance: Pull = { source: 'allowance', signature: '0x' }

async function byErc3009({ chain }: Scene, payer: Wallet, terms: Terms): Promise<Pull> {
  const typedData = receiveWithAuthorizationTypedData({ ...chain, terms })
  return { source: 'erc3009', signature: await payer.account.signTypedData(typedData) }
}

function intake(terms: Terms, pull: Pull) {
  return terms.mode === 'charge'
    ? encodeCharge(terms, feeBounds(terms.amount, terms).least, pull)
    : encodeAuthorize(terms, pull)
}

export async function capture(scene: Scene): Promise<void> {
  const found = await recent(scene, ({ capturable }) => capturable)
  if (!found) return
  const { terms, shop, most } = found
  const amount = part(scene.random, most)
  const fee = feeBounds(amount, terms).least
  await shop.wallet.send(scene.chain.escrow, encodeCapture(terms, amount, fee, senderAuth))
}

export async function refund(scene: Scene): Promise<void> {
  const found = await recent(scene, ({ refundable }) => refundable)
  if (!found) return
  const { terms, shop, most } = found
  const data = encodeRefund(terms, part(scene.random, most), 'available', senderAuth)
  await shop.wallet.send(scene.chain.escrow, data)
}

export async function giveBack(scene: Scene): Promise<void> {
  const found = await recent(scene, ({ capturable }) => capturable)
  if (found) await found.shop.wallet.send(scene.chain.escrow, encodeVoid(found.terms, senderAuth))
}

type State = { capturable: bigint; refundable: bigint }

/** A recent payment of which something is left; most of it, as the chain stands now. */
async function recent(
  { chain, random, agreed, shops }: Scene,
  left: (state: State) => bigint,
): Promise<{ terms: Terms; shop: Shop; most: bigint } | undefined> {
  const terms = agreed.slice(-RECENT)[random.integer(RECENT)]
  const shop = shops.find(({ wallet }) => wallet.address.toLowerCase() === terms?.merchant.toLowerCase())
  if (!terms || !shop) return undefined
  const most = left(await chain.paymentOf(paymentId(chain, terms)))
  return most > 0n ? { terms, shop, most } : undefined
}

/** All of it, or less. */
export function part(random: Random, most: bigint): bigint {
  const share = most / BigInt(1 + random.integer(3))
  return share > 0n ? share : most
}
