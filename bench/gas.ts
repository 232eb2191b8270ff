import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import {
  encodeAuthorize,
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
import { encodeFunctionData, maxUint256, type TransactionReceipt } from 'viem'
import { paymentEscrowArtifact } from '../ignition/generated/paymentEscrow.ts'
import { approve, authorize, byAllowance, byErc3009 } from '../test/contracts/support/intake.ts'
import { accounts, type Sandbox, sandbox } from '../test/contracts/support/sandbox.ts'
import { buildTerms } from '../test/contracts/support/terms.ts'
import type { BenchResult } from './result.ts'
import { atMost } from './result.ts'

const amount = 10_000_000n
const batchSize = 50
const codeSizeLimit = 24_576
const { merchant, operator, payer, relayer } = accounts

/** `items` share one transaction; the row tells the gas of one of them. */
type Row = {
  name: string
  target: number
  items?: number
  measure: (box: Sandbox) => Promise<TransactionReceipt>
}

/** Whole transactions on a Hardhat chain, with the shipped bytecode, after a first payment of the same parties. */
export async function benchGas(): Promise<BenchResult[]> {
  const box = await sandbox()
  try {
    await warmUp(box)
    const results: BenchResult[] = []
    for (const { name, target, items = 1, measure } of rows) {
      const { gasUsed } = await measure(box)
      results.push(atMost(name, Math.ceil(Number(gasUsed) / items), 'gas', target))
    }
    return [...results, contractSize()]
  } finally {
    await box.close()
  }
}

const rows: Row[] = [
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
]

/** Every balance touched later exists already, in the token and in the escrow, as after a first payment. */
async function warmUp(box: Sandbox): Promise<void> {
  await approve(box, payer, maxUint256)
  const args = [merchant.address, amount] as const
  await box.send(payer, box.token, encodeFunctionData({ abi: testDollarAbi, functionName: 'transfer', args }))
  await chargeByErc3009(box)
  await authorize(box, await buildTerms(box))
}

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

async function chargeByErc3009(box: Sandbox) {
  const terms = await buildTerms(box, { mode: 'charge' })
  const { least } = feeBounds(amount, terms)
  return box.send(relayer, box.escrow, encodeCharge(terms, least, await byErc3009(box, terms)))
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

function contractSize(): BenchResult {
  const bytes = (paymentEscrowArtifact.deployedBytecode.length - 2) / 2
  return atMost('size.PaymentEscrow', bytes, 'bytes', codeSizeLimit)
}
