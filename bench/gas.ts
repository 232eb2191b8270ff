import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { encodeFunctionData, maxUint256 } from 'viem'
import { paymentEscrowArtifact } from '../ignition/generated/paymentEscrow.ts'
import { subscriptionManagerArtifact } from '../ignition/generated/subscriptionManager.ts'
import { approve, authorize } from '../test/contracts/support/intake.ts'
import { accounts, type Sandbox, sandbox } from '../test/contracts/support/sandbox.ts'
import { subscriptionSandbox } from '../test/contracts/support/subscriptions.ts'
import { buildTerms } from '../test/contracts/support/terms.ts'
import { accountRows } from './gas/accounts.ts'
import { chargeOnce, paymentRows } from './gas/payments.ts'
import { renewalRows } from './gas/renewals.ts'
import { amount, type Row } from './gas/row.ts'
import { sourceRows } from './gas/sources.ts'
import { subscriptionRows, warmSubscriptions } from './gas/subscriptions.ts'
import type { BenchResult } from './result.ts'
import { atMost, report } from './result.ts'

const codeSizeLimit = 24_576
const { merchant, payer } = accounts

/** Whole transactions on a Hardhat chain, with the shipped bytecode, after a first payment of the same parties. */
export async function benchGas(): Promise<BenchResult[]> {
  const box = await sandbox()
  await warmUp(box)
  // The rows with targets come first: what the others leave behind must not change them.
  const results = await measureAll(box, [...paymentRows, ...(await sourceRows()), ...accountRows])
  const subscriptions = await subscriptionSandbox()
  await warmSubscriptions(subscriptions)
  return [
    ...results,
    ...(await measureAll(subscriptions, [...subscriptionRows, ...renewalRows])),
    contractSize('PaymentEscrow', paymentEscrowArtifact),
    contractSize('SubscriptionManager', subscriptionManagerArtifact),
  ]
}

/** One after the other on one chain, which is closed then. */
async function measureAll(box: Sandbox, rows: readonly Row[]): Promise<BenchResult[]> {
  try {
    const results: BenchResult[] = []
    for (const row of rows) results.push(await measured(row, box))
    return results
  } finally {
    await box.close()
  }
}

async function measured({ name, target, items = 1, measure }: Row, box: Sandbox): Promise<BenchResult> {
  const { gasUsed } = await measure(box)
  const gas = Math.ceil(Number(gasUsed) / items)
  return target === undefined ? report(name, gas, 'gas') : atMost(name, gas, 'gas', target)
}

/** Every balance touched later exists already, in the token and in the escrow, as after a first payment. */
async function warmUp(box: Sandbox): Promise<void> {
  await approve(box, payer, maxUint256)
  const args = [merchant.address, amount] as const
  await box.send(payer, box.token, encodeFunctionData({ abi: testDollarAbi, functionName: 'transfer', args }))
  await chargeOnce(box)
  await authorize(box, await buildTerms(box))
}

function contractSize(name: string, artifact: { deployedBytecode: string }): BenchResult {
  return atMost(`size.${name}`, (artifact.deployedBytecode.length - 2) / 2, 'bytes', codeSizeLimit)
}
