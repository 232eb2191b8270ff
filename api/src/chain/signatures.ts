import {
  type Address,
  decodeFunctionResult,
  encodeFunctionData,
  type Hex,
  isAddressEqual,
  numberToHex,
  type PublicClient,
  parseAbi,
  recoverAddress,
} from 'viem'
import { DomainError } from '../domain/errors.ts'
import { rpcAnswerOf } from './rpcAnswer.ts'

const erc1271 = parseAbi(['function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)'])
const MAGIC = '0x1626ba7e'
/** Enough for any wallet that checks several signatures, and little enough that a hostile one costs us nothing. */
const MOST_GAS = 5_000_000n

export type SignedBy = 'key' | 'contract'

/**
 * Who signed a hash for an address: the holder of its key, or a contract wallet at it that says yes (ERC-1271); undefined
 * where nobody did. Throws where the chain does not answer.
 */
export async function whoSigned(
  client: PublicClient,
  { address, hash, signature }: { address: Address; hash: Hex; signature: Hex },
): Promise<SignedBy | undefined> {
  if (await isByKey(address, hash, signature)) return 'key'
  return (await isByContract(client, address, hash, signature)) ? 'contract' : undefined
}

async function isByKey(address: Address, hash: Hex, signature: Hex): Promise<boolean> {
  try {
    return isAddressEqual(await recoverAddress({ hash, signature }), address)
  } catch {
    // Whatever is no signature of a key may be one that a contract understands.
    return false
  }
}

async function isByContract(
  client: PublicClient,
  address: Address,
  hash: Hex,
  signature: Hex,
): Promise<boolean> {
  const data = encodeFunctionData({ abi: erc1271, functionName: 'isValidSignature', args: [hash, signature] })
  try {
    const answer = await client.request({
      method: 'eth_call',
      params: [{ to: address, data, gas: numberToHex(MOST_GAS) }, 'latest'],
    })
    return saysYes(answer)
  } catch (error) {
    // A node that answers by the protocol says that the contract refused, in one of many ways.
    if (rpcAnswerOf(error)) return false
    throw new DomainError('chain_unavailable', 'The chain does not answer; try again in a few seconds.', {
      retryAfterSeconds: 5,
    })
  }
}

function saysYes(answer: Hex): boolean {
  try {
    return decodeFunctionResult({ abi: erc1271, functionName: 'isValidSignature', data: answer }) === MAGIC
  } catch {
    // Addresses without code answer with nothing, other contracts with something else.
    return false
  }
}
