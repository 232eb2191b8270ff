import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { managerErrorName } from '@florin/sdk/subscriptions/errors.ts'
import { type Address, decodeErrorResult, type Hex, type Log, numberToHex, parseEventLogs } from 'viem'
import type { Fact } from '../model/facts.ts'
import { revertDataOf } from '../reverts.ts'
import type { Sandbox } from '../sandbox.ts'

const abi = [...subscriptionManagerAbi, ...paymentEscrowAbi]
/** More than any batch here takes; and never asked for, since asking would cost a call. */
const gas = numberToHex(16_000_000)

export type Transaction = { from: Address; to: Address; data: Hex; value?: bigint }
export type Outcome = { refusal: string | undefined; facts: Fact[]; gasUsed: bigint }

/** Sends a transaction in a block of that time, and tells what both contracts said, or why it was refused. */
export async function attempt(box: Sandbox, time: bigint, transaction: Transaction): Promise<Outcome> {
  await box.client.setNextBlockTimestamp({ timestamp: time })
  let hash: Hex
  try {
    hash = await send(box, transaction)
  } catch (failure) {
    return { refusal: errorName(revertDataOf(failure)), facts: [], gasUsed: 0n }
  }
  const { logs, gasUsed } = await box.client.getTransactionReceipt({ hash })
  return { refusal: undefined, facts: factsOf(logs), gasUsed }
}

/** Sends transactions that must succeed in one block of that time, and tells what both contracts said. */
export async function sendInOneBlock(
  box: Sandbox,
  time: bigint,
  transactions: readonly Transaction[],
): Promise<Fact[]> {
  await box.client.setAutomine(false)
  const hashes: Hex[] = []
  for (const transaction of transactions) hashes.push(await send(box, transaction))
  await box.client.setNextBlockTimestamp({ timestamp: time })
  await box.client.mine({ blocks: 1 })
  await box.client.setAutomine(true)
  const receipts = await Promise.all(hashes.map((hash) => box.client.getTransactionReceipt({ hash })))
  const blocks = new Set(receipts.map(({ status, blockNumber }) => `${status} in ${blockNumber}`))
  if (blocks.size !== 1 || receipts.some(({ status }) => status !== 'success'))
    throw new Error(`expected ${hashes.length} successes in one block, found ${[...blocks].join(', ')}`)
  return receipts.flatMap(({ logs }) => factsOf(logs))
}

/** By an account of the node's own, so that nothing is signed here. */
function send({ client }: Sandbox, { value = 0n, ...transaction }: Transaction): Promise<Hex> {
  const rpc = { ...transaction, gas, value: numberToHex(value) }
  return client.request({ method: 'eth_sendTransaction', params: [rpc] })
}

function errorName(data: Hex): string {
  return decodeErrorResult({ abi: [...abi, ...testDollarAbi], data }).errorName
}

/** Everything that both contracts told, save which nonces were spent. */
function factsOf(logs: Log[]): Fact[] {
  return parseEventLogs({ abi, logs })
    .filter(({ eventName }) => eventName !== 'NonceUsed')
    .map((log) => {
      if (log.eventName !== 'SubscriptionChargeFailed') return { name: log.eventName, args: log.args }
      return { name: log.eventName, args: { ...log.args, reason: managerErrorName(log.args.reason) } }
    })
}
