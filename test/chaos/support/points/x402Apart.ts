import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { erc20Abi } from 'viem'
import { testClientOf } from '../../../api/relays/support/chain.ts'
import type { TestMerchant } from '../../../api/support/merchants.ts'
import type { SignedPayment } from '../../../api/x402/support/payments.ts'
import type { Shop } from '../shop/shop.ts'

/** A payment, and the transaction that its shop was told of. */
export type Settled = { payment: SignedPayment; hash: string }

type Row = { relays: number; payments: number; hashes: string; told: string }

const TOLD = ['payment.pending', 'payment.confirmed'].join()

/** Payments that the books, the chain, the events or the shop have otherwise than once and whole. */
export async function settlementsApart(
  { world, pool }: Shop,
  { owner, account }: TestMerchant,
  settled: readonly Settled[],
): Promise<string[]> {
  const client = testClientOf(world)
  const token = world.token.address
  const apart: string[] = []
  for (const { payment, hash } of settled) {
    const { from, nonce } = payment.authorization
    const [used, ...more] = await client.getContractEvents({
      address: token,
      abi: testDollarAbi,
      eventName: 'AuthorizationUsed',
      args: { authorizer: from, nonce },
      fromBlock: 'earliest',
    })
    const { rows } = await pool.query<Row>(
      `select count(*)::int as relays, count(payment.id)::int as payments, string_agg(relay.tx_hash, ',') as hashes,
         string_agg((select string_agg(type, ',' order by seq) from florin.event where object_id = payment.id), ';') as told
       from florin.relay left join florin.payment using (onchain_id) where relay.nonce = $1`,
      [nonce],
    )
    const is = { ...rows[0], answered: hash, twice: more.length }
    const should = { relays: 1, payments: 1, hashes: used?.transactionHash, told: TOLD }
    const [one, other] = [is, { ...should, answered: used?.transactionHash, twice: 0 }].map((all) =>
      JSON.stringify(all),
    )
    if (one !== other) apart.push(`payment ${nonce}: ${one}, not ${other}`)
  }
  const args = [account.address] as const
  const got = await client.readContract({ address: token, abi: erc20Abi, functionName: 'balanceOf', args })
  const due = settled.reduce((sum, { payment }) => sum + payment.authorization.value, 0n)
  if (got !== due) apart.push(`the wallet got ${got}, not ${due}`)
  const { rows } = await pool.query<{ relays: number }>(
    'select count(*)::int as relays from florin.relay where merchant_id = $1',
    [owner.merchantId],
  )
  if (rows[0]?.relays !== settled.length) apart.push(`${rows[0]?.relays} relays, not ${settled.length}`)
  return apart
}
