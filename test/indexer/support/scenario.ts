import {
  encodeAuthorize,
  encodeBurn,
  encodeCapture,
  encodeCaptureBatch,
  encodeCharge,
  encodeDeposit,
  encodeMovePrepaid,
  encodeReclaim,
  encodeRefund,
  encodeSetPayout,
  encodeTransferBalance,
  encodeVoid,
  encodeWithdraw,
  encodeWithdrawFor,
  senderAuth,
} from '@florin/sdk/escrow/calldata.ts'
import { feeBounds } from '@florin/sdk/escrow/fees.ts'
import type { Pull } from '@florin/sdk/escrow/pull.ts'
import type { Terms } from '@florin/sdk/escrow/terms.ts'
import { zeroAddress } from 'viem'
import type { EscrowChain } from './escrowChain.ts'
import { byErc3009, byPermit, byPermit2 } from './pulls.ts'

const byAllowance: Pull = { source: 'allowance', signature: '0x' }
const fromBalance: Pull = { source: 'available', signature: '0x' }
const byCoin: Pull = { source: 'native', signature: '0x' }

const A_DAY = 86_400

export const chargeData = (terms: Terms, pull: Pull = byAllowance) =>
  encodeCharge(terms, feeBounds(terms.amount, terms).least, pull)

/** How many rows `playEveryVerb` makes. */
export const PLAYED = { facts: 24, withdrawals: 4, balanceEvents: 5, burned: 1 }

/** Every verb that moves money, once or more, and every source of money. Returns all terms. */
export async function playEveryVerb(chain: EscrowChain) {
  const first = await playPayments(chain)
  const sources = await playSources(chain)
  const batch = await playBatch(chain)
  const own = await playOwnBalances(chain)
  const last = await playExits(chain, sources)
  return { ...first, ...sources, ...batch, ...own, ...last }
}

async function playPayments(chain: EscrowChain) {
  const { escrow, token, send, terms, address } = chain
  const captured = await terms()
  const voided = await terms()
  const charged = await terms({ mode: 'charge' })

  await send('payer', escrow, encodeAuthorize(captured, byAllowance))
  await send('merchant', escrow, encodeCapture(captured, 4_000_000n, 40_000n, senderAuth))
  await send('operator', escrow, encodeCapture(captured, 5_000_000n, 50_000n, senderAuth))
  await send('operator', escrow, encodeVoid(captured, senderAuth))
  await send('payer', escrow, encodeAuthorize(voided, byAllowance))
  await send('merchant', escrow, encodeVoid(voided, senderAuth))
  await send('payer', escrow, chargeData(charged))
  await send('merchant', escrow, encodeRefund(charged, 9_900_000n, 'available', senderAuth))
  // The merchant pays another merchant out of what it holds.
  const spent = await terms({ payer: address('merchant'), merchant: address('payer'), amount: 1_000_000n })
  await send('merchant', escrow, encodeAuthorize(spent, fromBalance))
  await send('merchant', escrow, encodeWithdraw(token, 2_000_000n, address('merchant'), senderAuth))
  await send('feeRecipient', escrow, encodeWithdraw(token, 190_000n, address('feeRecipient'), senderAuth))
  return { captured, voided, charged, spent }
}

/** What somebody else delivers for the payer, and the chain's own coin, which only the payer can send. */
async function playSources(chain: EscrowChain) {
  const { escrow, send, terms } = chain
  const coin = await terms({ mode: 'charge', token: zeroAddress })
  const signed = await terms({ mode: 'charge' })
  const permitted = await terms()
  const permitted2 = await terms()
  await chain.providePermit2()
  await send('payer', escrow, chargeData(coin, byCoin), coin.amount)
  await send('gasSigner', escrow, chargeData(signed, await byErc3009(chain, signed)))
  await send('gasSigner', escrow, encodeAuthorize(permitted, await byPermit(chain, permitted)))
  await chain.approve('payer')
  await send('gasSigner', escrow, encodeAuthorize(permitted2, await byPermit2(chain, permitted2)))
  return { coin, signed, permitted, permitted2 }
}

/** Two groups: three captures that are credited at once, an item that fails among them, and one of other terms. */
async function playBatch(chain: EscrowChain) {
  const { escrow, send, terms } = chain
  const twice = await terms()
  const beside = await terms()
  const free = await terms({ minFeeBps: 0, maxFeeBps: 0, feeRecipient: zeroAddress })
  for (const agreed of [twice, beside, free])
    await send('payer', escrow, encodeAuthorize(agreed, byAllowance))
  const items = [
    { terms: twice, amount: 4_000_000n, fee: 40_000n },
    { terms: twice, amount: 6_000_000n, fee: 60_000n },
    { terms: free, amount: 11_000_000n, fee: 0n },
    { terms: beside, amount: 10_000_000n, fee: 100_000n },
    { terms: free, amount: 10_000_000n, fee: 0n },
  ]
  await send('operator', escrow, encodeCaptureBatch(items))
  return { twice, beside, free }
}

async function playOwnBalances(chain: EscrowChain) {
  const { escrow, token, send, terms, address } = chain
  await send('payer', escrow, encodeDeposit(false, token, 3_000_000n, 'allowance', senderAuth))
  await send('payer', escrow, encodeDeposit(true, zeroAddress, 5n, 'native', senderAuth), 5n)
  await send('payer', escrow, encodeMovePrepaid(token, 1_000_000n, true, senderAuth))
  await send('payer', escrow, encodeMovePrepaid(token, 400_000n, false, senderAuth))
  const ref = (await terms()).invoiceRef
  await send('payer', escrow, encodeTransferBalance(address('merchant'), token, 500_000n, ref, senderAuth))
  const burned = await terms()
  await send('payer', escrow, encodeBurn(burned, senderAuth))
  return { burned }
}

/** Refunds from the merchant's wallet, and what is possible only after some time. */
async function playExits(chain: EscrowChain, { coin, signed }: { coin: Terms; signed: Terms }) {
  const { escrow, token, send, terms, address, rpc } = chain
  await chain.approve('merchant')
  await send('merchant', escrow, encodeRefund(signed, 1_000_000n, 'allowance', senderAuth))
  await send('merchant', escrow, encodeRefund(coin, 1_000n, 'native', senderAuth), 1_000n)
  await send(
    'feeRecipient',
    escrow,
    encodeWithdraw(zeroAddress, 60_000n, address('feeRecipient'), senderAuth),
  )

  const { timestamp: now } = await chain.client.getBlock()
  const forgotten = await terms({ authorizeBy: now + 3_600n, captureBy: now + 3_600n })
  await send('payer', escrow, encodeAuthorize(forgotten, byAllowance))
  await send('merchant', escrow, encodeSetPayout(address('operator'), senderAuth))
  await rpc('evm_increaseTime', [A_DAY])
  await send('gasSigner', escrow, encodeReclaim(forgotten))
  await send('gasSigner', escrow, encodeWithdrawFor(address('merchant'), token))
  return { forgotten }
}
