import { type Address, getAddress } from 'viem'
import type { Mode } from '../caller.ts'
import { caip2 } from '../chain.ts'

export interface MerchantAddressFields {
  chain_id: bigint
  address: Address
  mode: Mode
  proven_at: Date | null
  created_at: Date
}

/** @param isDefault Whether new invoices on its chain are paid there. */
export function toMerchantAddress(row: MerchantAddressFields, isDefault: boolean) {
  return {
    object: 'merchant_address' as const,
    chain: caip2(row.chain_id),
    address: getAddress(row.address),
    mode: row.mode,
    default: isDefault,
    proof: row.proven_at ? ('signature' as const) : ('host' as const),
    proven_at: row.proven_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  }
}
