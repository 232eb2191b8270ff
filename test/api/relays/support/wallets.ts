import { randomBytes } from 'node:crypto'
import type { PaymentRequestRow } from '../../../../api/src/store/paymentRequests.ts'
import { addInvoice, addPaymentRequest } from '../../support/invoices.ts'
import type { TestMerchant } from '../../support/merchants.ts'
import type { World } from '../../support/world.ts'
import { testClientOf } from './chain.ts'
import { giveDollars } from './dollars.ts'

type Hex = `0x${string}`

/** Returns ERC-1271's magic value. */
const ACCEPT = '631626ba7e60e01b60005260206000f3'

/** Runtime code of contract wallets (ERC-1271), by what they do when they are asked about a signature. */
const WALLETS = {
  accepts: `0x${ACCEPT}`,
  reverts: '0x60006000fd',
  /** Counts down from half a million first, at about 13 million gas. */
  burns: `0x6207a1205b6001900380600457${ACCEPT}`,
  /** Accepts where gas has no price, as in a careless simulation; else burns all that it was given. */
  acceptsUnpaid: `0x3a601457${ACCEPT}5bfe`,
} as const

/** Contract wallets here are asked about it, and do not look at it. */
export const ANY_SIGNATURE: Hex = `0x${'11'.repeat(64)}1b`

export async function setWallet(world: World, address: Hex, behaviour: keyof typeof WALLETS): Promise<void> {
  await testClientOf(world).setCode({ address, bytecode: WALLETS[behaviour] })
}

/** A payment request for a contract wallet that can pay. */
export async function requestFromWallet(
  world: World,
  merchant: TestMerchant,
  behaviour: keyof typeof WALLETS,
): Promise<PaymentRequestRow> {
  const payer: Hex = `0x${randomBytes(20).toString('hex')}`
  await giveDollars(world, payer, 10_000_000n)
  await setWallet(world, payer, behaviour)
  return addPaymentRequest(world, await addInvoice(world, merchant.owner), payer)
}
