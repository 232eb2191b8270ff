import type { World } from '../../../api/support/world.ts'
import type { ChainView } from './chainView.ts'

/** What is wrong with the nonces of our keys: gaps, some that are not settled, or another count than the chain's. */
export async function noncesApart({ db }: World, chain: ChainView): Promise<string[]> {
  const signers = await db.selectFrom('gas_signer').selectAll().execute()
  const apart: string[] = []
  for (const { address, next_nonce: next } of signers) {
    const rows = await db
      .selectFrom('signer_nonce')
      .select(['nonce', 'status', 'relay_id'])
      .where('address', '=', address)
      .orderBy('nonce')
      .execute()
    const count = BigInt(await chain.countOf(address))
    if (count !== next) apart.push(`${address}: ${next} nonces are taken, the chain counts ${count}`)
    const from = rows[0]?.nonce ?? next
    for (const [index, { nonce, status, relay_id }] of rows.entries()) {
      if (nonce !== from + BigInt(index)) apart.push(`${address}: a gap before nonce ${nonce}`)
      if (status !== 'final') apart.push(`${address}: nonce ${nonce} of ${relay_id} is ${status}`)
    }
    if (from + BigInt(rows.length) !== next) apart.push(`${address}: a gap before nonce ${next}`)
  }
  return apart
}

/** Transactions of our keys that the books have with another cost than the chain, or not at all. */
export async function gasApart(
  { db }: World,
  chain: ChainView,
): Promise<{ apart: string[]; booked: bigint; onChain: bigint }> {
  const rows = await db
    .selectFrom('signer_nonce')
    .select(['address', 'nonce', 'mined_hash', 'succeeded', 'gas_used', 'effective_gas_price'])
    .execute()
  const signers = await db.selectFrom('gas_signer').select('address').execute()
  const receipts = new Map(
    signers.flatMap(({ address }) => (chain.receipts.get(address) ?? []).map((each) => [each.hash, each])),
  )
  const apart: string[] = []
  let booked = 0n
  for (const row of rows) {
    const wei = (row.gas_used ?? 0n) * (row.effective_gas_price ?? 0n)
    booked += wei
    const receipt = row.mined_hash === null ? undefined : receipts.get(row.mined_hash)
    if (receipt) receipts.delete(receipt.hash)
    if (receipt?.wei === wei && receipt.succeeded === row.succeeded) continue
    apart.push(`nonce ${row.nonce} of ${row.address}: ${wei} wei in the books, ${receipt?.wei} on the chain`)
  }
  for (const { hash, wei } of receipts.values()) apart.push(`${hash} is in no book, and cost ${wei} wei`)
  const onChain = signers
    .flatMap(({ address }) => chain.receipts.get(address) ?? [])
    .reduce((sum, { wei }) => sum + wei, 0n)
  return { apart, booked, onChain }
}
