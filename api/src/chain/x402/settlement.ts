import { permit2Address } from '@florin/sdk/escrow/permit2.ts'
import { type Address, type Hex, isAddressEqual, type PublicClient, parseAbi, parseEventLogs } from 'viem'
import { lowerCase } from '../../domain/address.ts'
import { nonceOfNumber } from '../../domain/x402.ts'
import { findInSpans, readInSpans, type Span } from '../spans.ts'
import { type Money, moneyOf } from './money.ts'

const abi = parseAbi([
  'event AuthorizationUsed(address indexed authorizer, bytes32 indexed nonce)',
  'event AuthorizationCanceled(address indexed authorizer, bytes32 indexed nonce)',
  'event Transfer(address indexed from, address indexed to, uint256 value)',
  'function authorizationState(address authorizer, bytes32 nonce) view returns (bool)',
  'function nonceBitmap(address owner, uint256 wordPos) view returns (uint256)',
])
const [authorizationUsed, authorizationCanceled, transfer] = abi

/** So many transactions are asked for at once. */
const AT_ONCE = 20

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

/** What became of a nonce that was spent: this very payment, or anything else. */
type NonceUse = Settlement | 'elsewhere'

/** Finds where exactly this money went from the payer to whom it was meant for, by whomever it was sent; undefined where it did not. */
export async function findSettlement(
  client: PublicClient,
  intent: X402Intent,
  toBlock?: bigint,
): Promise<Settlement | undefined> {
  const use = await findUse(client, intent, toBlock ?? (await client.getBlockNumber()))
  return use === 'elsewhere' ? undefined : use
}

/**
 * What a payment's nonce was spent on until the end of a block; undefined where it was not. That it was spent proves nothing: an
 * authorization can be canceled, and the payer can sign another one with its nonce.
 */
export async function findUse(
  client: PublicClient,
  intent: X402Intent,
  toBlock: bigint,
): Promise<NonceUse | undefined> {
  const money = moneyOf(intent)
  const range = { fromBlock: intent.since_block, toBlock }
  return money.method === 'eip3009'
    ? byAuthorization(client, money, range)
    : byPermit(client, intent, money, range)
}

/**
 * The token says which nonce it spent right before it says what that moved. Where it says that a nonce is spent and shows no event
 * of it, its node has not come as far with its logs as with its state, and nothing is concluded.
 */
async function byAuthorization(
  client: PublicClient,
  money: Money,
  range: Span,
): Promise<NonceUse | undefined> {
  if (!(await isSpent(client, money, range.toBlock))) return undefined
  const log = await findInSpans(range, (span) => findEvent(client, money, span))
  if (!log) {
    if (await isSpent(client, money, range.fromBlock - 1n)) return 'elsewhere'
    throw new Error(`a node says that an authorization of ${money.payer} is spent, and shows no event of it`)
  }
  if (log.eventName === 'AuthorizationCanceled') return 'elsewhere'
  const { logs } = await client.getTransactionReceipt({ hash: log.transactionHash })
  const next = logs.find(
    ({ address, logIndex }) => isAddressEqual(address, money.token) && logIndex > log.logIndex,
  )
  const moved = parseEventLogs({ abi, eventName: 'Transfer', logs: next ? [next] : [] })
  return moved.some((event) => isThis(money, event.args)) ? placeOf(log) : 'elsewhere'
}

function isSpent(
  client: PublicClient,
  { token, payer, nonce }: Money,
  blockNumber: bigint,
): Promise<boolean> {
  const args = [payer, nonceOfNumber(nonce)] as const
  return client.readContract({ address: token, abi, functionName: 'authorizationState', args, blockNumber })
}

async function findEvent(client: PublicClient, { token, payer, nonce }: Money, span: Span) {
  const args = { authorizer: payer, nonce: nonceOfNumber(nonce) }
  const all = await Promise.all(
    [authorizationUsed, authorizationCanceled].map((event) =>
      client.getLogs({ address: token, event, args, strict: true, ...span }),
    ),
  )
  return all.flat()[0]
}

/**
 * Permit2 does not say which nonce it spent, so the transaction itself must be the call of x402's proxy with what was signed. One
 * that reaches the proxy through another contract is not recognised. While the nonce is not spent, no transfer is looked at: a payer
 * may have made any number of them.
 */
async function byPermit(
  client: PublicClient,
  intent: X402Intent,
  money: Money,
  range: Span,
): Promise<NonceUse | undefined> {
  if (!(await isBitSet(client, money, range.toBlock))) return undefined
  const args = { from: money.payer, to: money.payTo }
  const logs = await readInSpans(range, (span) =>
    client.getLogs({ address: money.token, event: transfer, args, strict: true, ...span }),
  )
  const candidates = new Map(
    logs.filter((log) => log.args.value === money.amount).map((log) => [log.transactionHash, log]),
  )
  const newestFirst = [...candidates.values()].reverse()
  for (let start = 0; start < newestFirst.length; start += AT_ONCE) {
    const some = newestFirst.slice(start, start + AT_ONCE)
    const calls = await Promise.all(some.map(({ transactionHash: hash }) => client.getTransaction({ hash })))
    const found = some.find((_, index) => isCallOf(intent, calls[index]))
    if (found) return placeOf(found)
  }
  return 'elsewhere'
}

/** Permit2 keeps nonces as bits, 256 to a word. */
async function isBitSet(
  client: PublicClient,
  { payer, nonce }: Money,
  blockNumber: bigint,
): Promise<boolean> {
  const word = await client.readContract({
    address: permit2Address,
    abi,
    functionName: 'nonceBitmap',
    args: [payer, nonce >> 8n],
    blockNumber,
  })
  return ((word >> (nonce & 0xffn)) & 1n) === 1n
}

function isCallOf(intent: X402Intent, call: { to: Address | null; input: Hex } | undefined): boolean {
  return call?.to != null && isAddressEqual(call.to, intent.contract) && isSame(intent, call.input)
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
