import { encodeAuthorize, encodeCapture, encodeRefund, senderAuth } from '@florin/sdk/escrow/calldata.ts'
import { encodeChargeBatch, encodeCreatePlan, encodeSubscribe } from '@florin/sdk/subscriptions/calldata.ts'
import { noOffer } from '@florin/sdk/subscriptions/offer.ts'
import type { Hex } from 'viem'
import type { LocalRole } from '../../../scripts/local/accounts.ts'
import type { EscrowChain } from './escrowChain.ts'
import { chargeData } from './scenario.ts'
import { A_DAY, openSubscriptions } from './subscriptionChain.ts'

const PRICE = 10_000_000n

/** A call still to be made, upon something that is mined already. */
export type Act = {
  by: LocalRole
  to: Hex
  data: Hex
  /** Where the views tell of it, once it is mined. */
  facts: string
  /** The row that it changes. */
  row: { table: 'payment' | 'subscription'; id: Hex; before: object; after: object }
}

export async function capture(chain: EscrowChain): Promise<Act> {
  const agreed = await chain.terms()
  const id = chain.idOf(agreed)
  await chain.send('payer', chain.escrow, encodeAuthorize(agreed, { source: 'allowance', signature: '0x' }))
  const before = { status: 'authorized', captured: '0', capturable: '10000000', refundable: '0' }
  const totals = { captured: '4000000', capturable: '6000000', refundable: '3960000' }
  return {
    by: 'operator',
    to: chain.escrow,
    data: encodeCapture(agreed, 4_000_000n, 40_000n, senderAuth),
    facts: `payment_event where kind = 'captured' and payment_id = '${id}'`,
    row: { table: 'payment', id, before, after: { status: 'partially_captured', ...totals } },
  }
}

export async function refund(chain: EscrowChain): Promise<Act> {
  const agreed = await chain.terms({ mode: 'charge' })
  const id = chain.idOf(agreed)
  await chain.send('payer', chain.escrow, chargeData(agreed))
  const before = { status: 'captured', refunded: '0', refundable: '9900000' }
  return {
    by: 'merchant',
    to: chain.escrow,
    data: encodeRefund(agreed, 9_900_000n, 'available', senderAuth),
    facts: `payment_event where kind = 'refunded' and payment_id = '${id}'`,
    row: {
      table: 'payment',
      id,
      before,
      after: { status: 'refunded', refunded: '9900000', refundable: '0' },
    },
  }
}

/** Of the second of two periods, of which the first is paid. */
export async function renewal(escrowChain: EscrowChain): Promise<Act> {
  const { manager, send, approve, rpc } = escrowChain
  const { planOf, agree, bySignature, stateOf, idOf } = openSubscriptions(escrowChain)
  const plan = planOf({ salt: BigInt(await escrowChain.client.getBlockNumber()) })
  await send('merchant', manager, encodeCreatePlan(plan, PRICE, senderAuth))
  const agreed = await agree(plan, { funding: 'allowanceOnly' })
  await approve('payer', manager)
  const pull = await bySignature('payer', agreed)
  await send('gasSigner', manager, encodeSubscribe(plan, agreed.subscription, pull, noOffer))
  const { anchor } = await stateOf(agreed)
  await rpc('evm_increaseTime', [A_DAY])
  await rpc('anvil_mine', [1])
  const periods = (paid: number) => ({
    next_period: `${paid}`,
    last_period: `${paid - 1}`,
    paid_until: `${anchor + BigInt(paid * A_DAY)}`,
  })
  const id = idOf(agreed)
  return {
    by: 'gasSigner',
    to: manager,
    data: encodeChargeBatch(plan, [agreed.subscription]),
    facts: `subscription_charge where period = 1 and subscription_id = '${id}'`,
    row: { table: 'subscription', id, before: periods(1), after: periods(2) },
  }
}
