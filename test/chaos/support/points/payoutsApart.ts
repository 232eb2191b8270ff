import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import type { Address, Hash } from 'viem'
import { testClientOf } from '../../../api/relays/support/chain.ts'
import type { TestMerchant } from '../../../api/support/merchants.ts'
import type { World } from '../../../api/support/world.ts'
import type { Shop } from '../shop/shop.ts'

type Withdrawal = { hash: Hash; amount: bigint; to: Address }

/** What an account took out of the escrow, in the order of the chain. */
export async function withdrawalsOf(world: World, account: Address): Promise<Withdrawal[]> {
  const logs = await testClientOf(world).getContractEvents({
    address: world.chain.escrow,
    abi: paymentEscrowAbi,
    eventName: 'Withdrawn',
    args: { account },
    fromBlock: 'earliest',
    strict: true,
  })
  return logs.map(({ args, transactionHash: hash }) => ({ hash, amount: args.amount, to: args.to }))
}

const TOLD = ['payout.created', 'payout.succeeded'].join()

type Row = { amount: string; tx_hash: string; status: string; source: string; relays: number; told: string }

/** Payouts that the books, the chain or the events have otherwise than once and with their amounts. */
export async function payoutsApart(
  { world, pool }: Shop,
  { owner, account }: TestMerchant,
  amounts: readonly bigint[],
): Promise<string[]> {
  const { rows } = await pool.query<Row>(
    `select amount::text, tx_hash, status, source,
       (select count(*)::int from florin.relay
        where relay.merchant_id = payout.merchant_id and relay.tx_hash = payout.tx_hash) as relays,
       (select string_agg(type, ',' order by seq) from florin.event where object_id = payout.id) as told
     from florin.payout where merchant_id = $1 order by id`,
    [owner.merchantId],
  )
  const relays = await world.db
    .selectFrom('relay')
    .select('id')
    .where('merchant_id', '=', owner.merchantId)
    .execute()
  const withdrawals = await withdrawalsOf(world, account.address)
  const counts = `${rows.length} payouts, ${relays.length} relays, ${withdrawals.length} withdrawals`
  const wanted = `${amounts.length} payouts, ${amounts.length} relays, ${amounts.length} withdrawals`
  return [
    ...(counts === wanted ? [] : [`${counts}, not ${wanted}`]),
    ...amounts.flatMap((amount, index) => {
      const is = wordsOf(rows[index], withdrawals[index])
      const should = `${amount} succeeded api 1 ${TOLD} by ${amount} in its transaction`
      return is === should ? [] : [`payout ${index}: ${is}, not ${should}`]
    }),
  ]
}

function wordsOf(row: Row | undefined, done: Withdrawal | undefined): string {
  const where = done && done.hash === row?.tx_hash ? 'in its transaction' : `in ${done?.hash}`
  return `${row?.amount} ${row?.status} ${row?.source} ${row?.relays} ${row?.told} by ${done?.amount} ${where}`
}
