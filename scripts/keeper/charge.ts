import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { managerErrorName } from '@florin/sdk/subscriptions/errors.ts'
import { type Hex, parseEventLogs } from 'viem'
import type { Batch } from './batches.ts'
import type { Keeper } from './keeper.ts'

const receiptTimeoutMs = 180_000

export type Charged = {
  id: Hex
  subscriber: Hex
  token: Hex
  period: number
  /** Base units, the fee included. */
  amount: bigint
}
export type Failed = { id: Hex; period: number; reason: string }
export type Outcome = { transaction: Hex; gasUsed: bigint; charged: Charged[]; failed: Failed[] }

/** Sends one batch and waits until it is mined. What of it was charged meanwhile by somebody else is in neither list. */
export async function charge({ client, wallet, manager }: Keeper, batch: Batch): Promise<Outcome> {
  const hash = await wallet.sendTransaction({ to: manager, data: batch.data, gas: batch.gas })
  const receipt = await client.waitForTransactionReceipt({ hash, timeout: receiptTimeoutMs })
  if (receipt.status !== 'success') throw new Error(`The transaction ${hash} was reverted.`)
  const logs = parseEventLogs({
    abi: subscriptionManagerAbi,
    logs: receipt.logs.filter(({ address }) => address.toLowerCase() === manager.toLowerCase()),
  })
  const outcome: Outcome = { transaction: hash, gasUsed: receipt.gasUsed, charged: [], failed: [] }
  for (const log of logs) {
    if (log.eventName === 'SubscriptionCharged') {
      const { id, subscriber, token, period, amount } = log.args
      outcome.charged.push({ id, subscriber, token, period, amount })
    } else if (log.eventName === 'SubscriptionChargeFailed') {
      const { id, period, reason } = log.args
      outcome.failed.push({ id, period, reason: managerErrorName(reason) ?? reason })
    }
  }
  return outcome
}

/** Whether a transaction of this key is not mined yet: another one would wait behind it, and charge the same once more. */
export async function isBusy({ client, wallet }: Keeper): Promise<boolean> {
  const { address } = wallet.account
  const [mined, all] = await Promise.all([
    client.getTransactionCount({ address, blockTag: 'latest' }),
    client.getTransactionCount({ address, blockTag: 'pending' }),
  ])
  return all > mined
}
