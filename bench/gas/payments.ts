import {
  encodeAuthorize,
  encodeBurn,
  encodeCapture,
  encodeCaptureBatch,
  encodeCharge,
  encodeReclaim,
  encodeRefund,
  encodeVoid,
  encodeWithdraw,
  senderAuth,
} from '@florin/sdk/escrow/calldata.ts'
import { feeBounds } from '@florin/sdk/escrow/fees.ts'
import { authorize, byAllowance, byErc3009 } from '../../test/contracts/support/intake.ts'
import { accounts, type Sandbox } from '../../test/contracts/support/sandbox.ts'
import { buildTerms } from '../../test/contracts/support/terms.ts'
import { amount, type Row } from './row.ts'

const batchSize = 50
const { merchant, operator, payer, relayer } = accounts

/** The life of a payment, with the targets that were set for it. */
export const paymentRows: Row[] = [
  { name: 'authorize.erc3009', target: 111_000, measure: authorizeByErc3009 },
  { name: 'authorize.allowance', target: 80_000, measure: authorizeByAllowance },
  { name: 'capture', target: 54_000, measure: capture },
  { name: 'captureBatch50', target: 16_500, items: batchSize, measure: captureBatch },
  { name: 'charge.erc3009', target: 130_000, measure: chargeByErc3009 },
  { name: 'charge.allowance', target: 99_000, measure: chargeByAllowance },
  { name: 'void', target: 51_000, measure: voidPayment },
  { name: 'reclaim', target: 51_000, measure: reclaim },
  { name: 'refund', target: 60_000, measure: refund },
  { name: 'withdraw', target: 47_000, measure: withdraw },
  { name: 'burn', measure: burn },
]

async function authorizeByErc3009(box: Sandbox) {
  const terms = await buildTerms(box)
  return box.send(relayer, box.escrow, encodeAuthorize(terms, await byErc3009(box, terms)))
}

async function authorizeByAllowance(box: Sandbox) {
  return box.send(payer, box.escrow, encodeAuthorize(await buildTerms(box), byAllowance))
}

async function capture(box: Sandbox) {
  const terms = await buildTerms(box)
  await authorize(box, terms)
  return box.send(
    operator,
    box.escrow,
    encodeCapture(terms, amount, feeBounds(amount, terms).least, senderAuth),
  )
}

async function captureBatch(box: Sandbox) {
  const items = []
  for (let i = 0; i < batchSize; i += 1) {
    const terms = await buildTerms(box)
    await authorize(box, terms)
    items.push({ terms, amount, fee: feeBounds(amount, terms).least })
  }
  return box.send(operator, box.escrow, encodeCaptureBatch(items))
}

/** Charges a new payment by EIP-3009, with the least fee. */
export async function chargeOnce(box: Sandbox) {
  const terms = await buildTerms(box, { mode: 'charge' })
  const { least } = feeBounds(amount, terms)
  const data = encodeCharge(terms, least, await byErc3009(box, terms))
  return { terms, receipt: await box.send(relayer, box.escrow, data) }
}

async function chargeByErc3009(box: Sandbox) {
  return (await chargeOnce(box)).receipt
}

async function chargeByAllowance(box: Sandbox) {
  const terms = await buildTerms(box, { mode: 'charge' })
  return box.send(payer, box.escrow, encodeCharge(terms, feeBounds(amount, terms).least, byAllowance))
}

async function voidPayment(box: Sandbox) {
  const terms = await buildTerms(box)
  await authorize(box, terms)
  return box.send(operator, box.escrow, encodeVoid(terms, senderAuth))
}

async function reclaim(box: Sandbox) {
  const terms = await buildTerms(box)
  await authorize(box, terms)
  await box.client.setNextBlockTimestamp({ timestamp: terms.captureBy })
  return box.send(payer, box.escrow, encodeReclaim(terms))
}

/** A part is refunded, so that the payment's slot stays in use and no gas is given back for clearing it. */
async function refund(box: Sandbox) {
  const terms = await buildTerms(box)
  await authorize(box, terms)
  await box.send(
    operator,
    box.escrow,
    encodeCapture(terms, amount, feeBounds(amount, terms).least, senderAuth),
  )
  return box.send(merchant, box.escrow, encodeRefund(terms, amount / 2n, 'available', senderAuth))
}

async function withdraw(box: Sandbox) {
  return box.send(merchant, box.escrow, encodeWithdraw(box.token, amount / 2n, merchant.address, senderAuth))
}

async function burn(box: Sandbox) {
  return box.send(payer, box.escrow, encodeBurn(await buildTerms(box), senderAuth))
}
