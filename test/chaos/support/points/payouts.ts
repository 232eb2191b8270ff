import { florin } from '@florin/sdk/client.ts'
import { withdrawTypedData } from '@florin/sdk/escrow/accountTypedData.ts'
import {
  encodeAuth,
  encodeDeposit,
  encodeSetPayout,
  encodeWithdraw,
  senderAuth,
} from '@florin/sdk/escrow/calldata.ts'
import type { components } from '@florin/sdk/generated/api.ts'
import type { Hex } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { requestPayment } from '../../../api/relays/support/relays.ts'
import { randomHex } from '../../../api/support/fakeViews.ts'
import { addMerchant } from '../../../api/support/merchants.ts'
import { waitFor } from '../../../support/waitFor.ts'
import { insist } from '../insist.ts'
import { someAmount } from '../load/terms.ts'
import { chainOf, openPayer } from '../processes/onChain.ts'
import { runProcess } from '../processes/run.ts'
import { showOnce } from '../shop/orders.ts'
import type { Shop } from '../shop/shop.ts'
import { type Death, type Journey, ofWorker, POSTING_MOMENTS, RELAY_MOMENTS } from './journey.ts'
import { payoutsApart, withdrawalsOf } from './payoutsApart.ts'

type Payout = components['schemas']['Payout']

const DELAY_SECONDS = 86_400
const ENDS = ['before-ended-commit', 'after-ended'] as const
const OF_API = ['before-write-commit', 'after-write'] as const
const TIMEOUT_MS = 180_000

/**
 * A merchant is paid out, again and again: by what it signs each time, or by the host alone, to the address that it registered a day
 * before.
 */
export async function openPayouts(shop: Shop, way: 'signed' | 'hosted'): Promise<Journey> {
  const { world, pool } = shop
  const chain = chainOf(world)
  const merchant = await addMerchant(world)
  const { account, key: apiKey } = merchant
  const wallet = await openPayer(chain, account)
  const recipient = way === 'hosted' ? privateKeyToAccount(generatePrivateKey()).address : account.address
  if (way === 'hosted') {
    await wallet.send(chain.escrow, encodeSetPayout(recipient, senderAuth))
    await chain.client.increaseTime({ seconds: DELAY_SECONDS })
    await chain.mine(1)
    await letPostingSee(shop)
  }
  // Of the indexer's rows these tell whose money it is.
  const { terms, onchain_id: paymentId } = await requestPayment(world, merchant)
  const amounts: bigint[] = []
  const place = { chain: `eip155:${chain.chainId}`, token: chain.token }

  async function ask(apiUrl: string): Promise<Payout> {
    const key = `payout-${amounts.length}`
    const body = { ...place, amount: `${amounts.at(-1)}` }
    const header = { 'Idempotency-Key': key }
    return insist(() => florin({ apiUrl, apiKey }).POST('/v1/payouts', { params: { header }, body }))
  }

  async function sign({ signature_request: asked }: Payout, apiUrl: string): Promise<void> {
    const { nonce, deadline } = asked?.typed_data.message ?? {}
    const amount = amounts.at(-1) ?? 0n
    const auth = {
      account: account.address,
      nonce: BigInt(String(nonce)),
      deadline: BigInt(String(deadline)),
    }
    const signature = await account.signTypedData(
      withdrawTypedData({ ...chain, ...auth, amount, to: recipient }),
    )
    const data = encodeWithdraw(chain.token, amount, recipient, encodeAuth({ ...auth, signature }))
    const body = { chain: place.chain, call: { to: chain.escrow, data } }
    const header = { 'Idempotency-Key': `signed-${amounts.length}` }
    await insist(() => florin({ apiUrl, apiKey }).POST('/v1/relays', { params: { header }, body }))
  }

  /** Shows what the chain did, as the indexer does. */
  async function index(): Promise<void> {
    const done = await waitFor(
      async () => (await withdrawalsOf(world, account.address))[amounts.length - 1],
      {
        describe: 'the withdrawal',
        timeoutMs: TIMEOUT_MS,
      },
    )
    const lower = (text: string): Hex => `0x${text.slice(2).toLowerCase()}`
    const event = { kind: 'withdrawn', terms, paymentId, identity: randomHex() } as const
    await showOnce(shop, { ...event, amount: done.amount, recipient: lower(done.to), txHash: done.hash })
  }

  async function isDone(id: string): Promise<boolean> {
    const { rows } = await pool.query(
      `select from florin.payout join florin.relay on relay.id = payout.relay_id
       where payout.id = $1 and payout.status = 'succeeded' and relay.status = 'confirmed'`,
      [id],
    )
    return rows.length > 0
  }

  return {
    name: `payout.${way}`,
    deaths: [...[...RELAY_MOMENTS, ...ENDS].map(ofWorker), ...deathsOf(way)],
    prepare: async (random) => {
      const amount = someAmount(random)
      amounts.push(amount)
      await wallet.send(chain.escrow, encodeDeposit(false, chain.token, amount, 'allowance', senderAuth))
    },
    go: async (urlOf) => {
      const payout = await ask(urlOf('asking'))
      if (way === 'signed') await sign(payout, urlOf('signing'))
      await index()
      await waitFor(() => isDone(payout.id), { describe: `payout ${payout.id}`, timeoutMs: TIMEOUT_MS })
    },
    apart: () => payoutsApart(shop, merchant, amounts),
  }
}

/** The API counts deadlines from the last block that posting saw, and no worker runs between two crashes. */
async function letPostingSee({ world, pool }: Shop): Promise<void> {
  const { timestamp } = await chainOf(world).client.getBlock()
  const worker = await runProcess(world, 'worker')
  await waitFor(
    async () => {
      const { rows } = await pool.query(
        'select from florin.posting_chain where head_time >= to_timestamp($1)',
        [Number(timestamp)],
      )
      return rows.length > 0
    },
    { describe: 'posting to see the block of a day later', timeoutMs: TIMEOUT_MS },
  )
  await worker.stop()
}

function deathsOf(way: 'signed' | 'hosted'): Death[] {
  const asking = OF_API.map((at): Death => ({ role: 'api', at, during: 'asking' }))
  if (way === 'hosted') return asking
  const signing = OF_API.map((at): Death => ({ role: 'api', at, during: 'signing' }))
  return [...asking, ...signing, ...POSTING_MOMENTS.map(ofWorker)]
}
