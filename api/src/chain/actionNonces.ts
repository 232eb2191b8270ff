import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import {
  type Address,
  getAbiItem,
  type Hex,
  hexToBigInt,
  numberToHex,
  type PublicClient,
  pad,
  parseEventLogs,
  toEventSelector,
} from 'viem'
import { findInSpans, type Span } from './spans.ts'

/** A nonce that an account gave to an action. Both contracts keep nonces, and tell of them, in the same way. */
interface ActionNonce {
  contract: Address
  signer: Address
  nonce: Hex
  /** The nonce was not used in this block or before. */
  since_block: bigint
}

/** What used a nonce up: the action with this digest, or none where it was canceled. */
interface NonceUse {
  digest: Hex | null
}

const abi = [
  getAbiItem({ abi: paymentEscrowAbi, name: 'NonceUsed' }),
  getAbiItem({ abi: paymentEscrowAbi, name: 'NonceCanceled' }),
] as const

/**
 * What used a nonce up until the end of a block; undefined where nothing did. Each used nonce has one event, and only that
 * tells by what: where a node says that it was used and shows no event, one of its two answers is of another block, and neither
 * is believed.
 */
export async function findNonceUse(
  client: PublicClient,
  of: ActionNonce,
  blockNumber: bigint,
): Promise<NonceUse | undefined> {
  const isUsed = await client.readContract({
    address: of.contract,
    abi: paymentEscrowAbi,
    functionName: 'isNonceUsed',
    args: [of.signer, hexToBigInt(of.nonce)],
    blockNumber,
  })
  if (!isUsed) return undefined
  const range = { fromBlock: of.since_block, toBlock: blockNumber }
  const use = await findInSpans(range, (span) => findEvent(client, of, span))
  if (use) return use
  throw new Error(`a node says that nonce ${of.nonce} of ${of.signer} is used, and shows no event of it`)
}

/** Both events have the account and the nonce as their topics, so that one question finds either. */
async function findEvent(
  client: PublicClient,
  { contract, signer, nonce }: ActionNonce,
  { fromBlock, toBlock }: Span,
): Promise<NonceUse | undefined> {
  const asked = {
    address: contract,
    topics: [abi.map((event) => toEventSelector(event)), pad(signer), nonce],
    fromBlock: numberToHex(fromBlock),
    toBlock: numberToHex(toBlock),
  }
  const logs = await client.request({ method: 'eth_getLogs', params: [asked] })
  const [event] = parseEventLogs({ abi, logs })
  return event && { digest: event.eventName === 'NonceUsed' ? event.args.digest : null }
}
