import type { Terms } from '@florin/sdk/escrow/terms.ts'
import { keccak256, toHex } from 'viem'
import { accounts, type Sandbox } from './sandbox.ts'

const hour = 3600n
let issued = 0

/** Terms between the sandbox's parties that begin now; each call gives another reference and salt. */
export async function buildTerms(box: Sandbox, changes: Partial<Terms> = {}): Promise<Terms> {
  const now = await box.now()
  issued += 1
  return {
    payer: accounts.payer.address,
    merchant: accounts.merchant.address,
    operator: accounts.operator.address,
    token: box.token,
    amount: 10_000_000n,
    mode: 'escrow',
    authorizeBy: now + hour,
    captureBy: now + 24n * hour,
    refundBy: now + 48n * hour,
    minFeeBps: 50,
    maxFeeBps: 100,
    feeRecipient: accounts.feeRecipient.address,
    invoiceRef: keccak256(toHex(`invoice ${issued}`)),
    salt: BigInt(keccak256(toHex(`salt ${issued}`))),
    ...changes,
  }
}
