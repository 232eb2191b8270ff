import type { Terms } from '@florin/sdk/escrow/terms.ts'
import { type Address, toHex } from 'viem'
import { localAccount } from '../../../../scripts/local/accounts.ts'
import type { Random } from '../../../support/random.ts'
import type { ChaosChain } from '../chain.ts'

const A_DAY = 86_400n

/** Up to twenty test dollars. */
export const someAmount = (random: Random) => BigInt(1_000_000 + random.integer(19_000_000))

/** What a payer and a merchant may agree on without any server. */
export async function agreeDirectly(
  chain: ChaosChain,
  parties: { payer: Address; merchant: Address; mode: Terms['mode']; amount: bigint; salt: bigint },
): Promise<Terms> {
  const { timestamp: now } = await chain.client.getBlock()
  return {
    ...parties,
    operator: parties.merchant,
    token: chain.token,
    authorizeBy: now + A_DAY,
    captureBy: now + 2n * A_DAY,
    refundBy: now + 3n * A_DAY,
    minFeeBps: 100,
    maxFeeBps: 100,
    feeRecipient: localAccount(chain.chainId, 'feeRecipient').address,
    invoiceRef: toHex(parties.salt, { size: 32 }),
  }
}
