import { parseTransaction } from 'viem'
import { closingCap, GAS_CAP, HARD_CAP_WEI } from '../../../../api/src/domain/gasPolicy.ts'
import type { TransactionRow } from '../../../../api/src/store/signerTransactions.ts'
import type { World } from '../../../api/support/world.ts'

/** Signed transactions that are beyond a cap, not as the books say, or replace another one for less than an eighth more. */
export async function offersApart({ db, chain }: World): Promise<string[]> {
  const rows = await db.selectFrom('signer_transaction').selectAll().orderBy('created_at').execute()
  const apart = rows.flatMap((row) => {
    const cap = row.closing ? closingCap(HARD_CAP_WEI) : HARD_CAP_WEI
    const fault = faultOf(row, cap, chain.chainId)
    return fault === '' ? [] : [`${row.hash}: ${fault}`]
  })
  const byNonce = Map.groupBy(rows, ({ address, nonce }) => `${address} ${nonce}`)
  for (const [key, offers] of byNonce)
    for (const [index, offer] of offers.entries()) {
      const earlier = offers[index - 1]
      if (earlier && !isEnough(earlier, offer)) apart.push(`${key}: ${offer.hash} offers too little more`)
    }
  return apart
}

function faultOf(row: TransactionRow, cap: bigint, chainId: number): string {
  const signed = parseTransaction(row.raw)
  const { maxFeePerGas = 0n, maxPriorityFeePerGas = 0n, gas = 0n } = signed
  if (signed.chainId !== chainId) return `signed for chain ${signed.chainId}`
  if (BigInt(signed.nonce ?? 0) !== row.nonce) return `signed for nonce ${signed.nonce}`
  if (maxFeePerGas > cap) return `offers ${maxFeePerGas}, above the cap`
  if (maxPriorityFeePerGas > maxFeePerGas) return 'offers a greater tip than it pays in all'
  if (gas > GAS_CAP) return `may burn ${gas} gas`
  const isBooked =
    maxFeePerGas === row.max_fee_per_gas &&
    maxPriorityFeePerGas === row.max_priority_fee_per_gas &&
    gas === row.gas_limit
  return isBooked ? '' : 'is booked with other numbers than it was signed with'
}

/** Nodes want an eighth more in both numbers. */
function isEnough(earlier: TransactionRow, later: TransactionRow): boolean {
  return (
    later.max_fee_per_gas * 8n >= earlier.max_fee_per_gas * 9n &&
    later.max_priority_fee_per_gas * 8n >= earlier.max_priority_fee_per_gas * 9n
  )
}
