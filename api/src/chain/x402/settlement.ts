import { type Address, type Hex, isAddressEqual, type PublicClient, parseAbi, parseEventLogs } from 'viem'
import { lowerCase } from '../../domain/address.ts'
import { nonceOfNumber } from '../../domain/x402.ts'
import { readInSpans, type Span } from '../spans.ts'
import { type Money, moneyOf } from './money.ts'

const abi = parseAbi([
  'event AuthorizationUsed(address indexed authorizer, bytes32 indexed nonce)',
  'event Transfer(address indexed from, address indexed to, uint256 value)',
])
const [authorizationUsed, transfer] = abi

/** The part of a relay that tells which payment it carries. */
export interface X402Intent {
  kind: string
  contract: Address
  calldata: Hex
  /** Nothing that concerns the payment happened before this block. */
  since_block: bigint
}

/** Where on chain a payment's money moved. */
export interface Settlement {
  txHash: Hex
  blockNumber: bigint
  blockHash: Hex
  logIndex: number
}

/**
 * Finds where exactly this money went from the payer to whom it was meant for, by whomever it was sent; undefined where it did
 * not. A spent nonce proves nothing: an authorization can be canceled, and the payer can sign another one with its nonce.
 */
export async function findSettlement(
  client: PublicClient,
  intent: X402Intent,
  toBlock?: bigint,
): Promise<Settlement | undefined> {
  const money = moneyOf(intent)
  const range = { fromBlock: intent.since_block, toBlock: toBlock ?? (await client.getBlockNumber()) }
  return money.method === 'eip3009'
    ? byAuthorization(client, money, range)
    : byPermit(client, intent, money, range)
}

/** The token says which nonce it spent right before it says what that moved. */
async function byAuthorization(
  client: PublicClient,
  money: Money,
  range: Span,
): Promise<Settlement | undefined> {
  const args = { authorizer: money.payer, nonce: nonceOfNumber(money.nonce) }
  const used = await readInSpans(range, (span) =>
    client.getLogs({ address: money.token, event: authorizationUsed, args, ...span }),
  )
  const [log] = used
  if (!log) return undefined
  const { logs } = await client.getTransactionReceipt({ hash: log.transactionHash })
  const next = logs.find(
    ({ address, logIndex }) => isAddressEqual(address, money.token) && logIndex > log.logIndex,
  )
  const moved = parseEventLogs({ abi, eventName: 'Transfer', logs: next ? [next] : [] })
  return moved.some((event) => isThis(money, event.args)) ? placeOf(log) : undefined
}

/**
 * Permit2 does not say which nonce it spent, so the transaction itself must be the call of x402's proxy with what was signed. One
 * that reaches the proxy through another contract is not recognised.
 */
async function byPermit(
  client: PublicClient,
  intent: X402Intent,
  money: Money,
  range: Span,
): Promise<Settlement | undefined> {
  const args = { from: money.payer, to: money.payTo }
  const logs = await readInSpans(range, (span) =>
    client.getLogs({ address: money.token, event: transfer, args, strict: true, ...span }),
  )
  for (const log of logs.filter((candidate) => candidate.args.value === money.amount)) {
    const { to, input } = await client.getTransaction({ hash: log.transactionHash })
    if (to !== null && isAddressEqual(to, intent.contract) && isSame(intent, input)) return placeOf(log)
  }
  return undefined
}

function isSame(intent: X402Intent, input: Hex): boolean {
  try {
    const other = moneyOf({ ...intent, calldata: input })
    const own = moneyOf(intent)
    return (
      other.nonce === own.nonce &&
      other.payer === own.payer &&
      other.payTo === own.payTo &&
      other.token === own.token &&
      other.amount === own.amount
    )
  } catch {
    // Another function of the proxy, which moved other money.
    return false
  }
}

function isThis(money: Money, moved: { from: Address; to: Address; value: bigint }): boolean {
  return (
    isAddressEqual(moved.from, money.payer) &&
    isAddressEqual(moved.to, money.payTo) &&
    moved.value === money.amount
  )
}

function placeOf(log: {
  transactionHash: Hex
  blockNumber: bigint
  blockHash: Hex
  logIndex: number
}): Settlement {
  return {
    txHash: lowerCase(log.transactionHash),
    blockNumber: log.blockNumber,
    blockHash: lowerCase(log.blockHash),
    logIndex: log.logIndex,
  }
}

/** When a payment's money moved; undefined where its block left the chain since it was found. */
export async function readBlockTime(
  client: PublicClient,
  { blockNumber, blockHash }: Settlement,
): Promise<Date | undefined> {
  const { hash, timestamp } = await client.getBlock({ blockNumber })
  return hash === blockHash ? new Date(Number(timestamp) * 1000) : undefined
}
