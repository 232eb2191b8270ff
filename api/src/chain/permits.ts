import {
  type Address,
  domainSeparator,
  encodeFunctionData,
  type Hex,
  hexToBigInt,
  keccak256,
  type PublicClient,
  parseAbi,
  size,
  stringToHex,
  zeroAddress,
} from 'viem'
import type { TokenInfo } from '../domain/chain.ts'
import { callAs } from './x402/reads.ts'

/** What a function of one result answers with. */
const WORD_BYTES = 32

const abi = parseAbi([
  'function DOMAIN_SEPARATOR() view returns (bytes32)',
  'function PERMIT_TYPEHASH() view returns (bytes32)',
  'function nonces(address owner) view returns (uint256)',
])
const TYPEHASH = keccak256(
  stringToHex('Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)'),
)

/**
 * Whether a token takes the permits that we would have signed (EIP-2612): under the domain that we know, and not with fields of
 * its own, as DAI has them. Throws where the chain does not answer.
 */
export async function takesPermits(
  client: PublicClient,
  chainId: number,
  token: TokenInfo,
): Promise<boolean> {
  const [separator, typehash, nonce] = await Promise.all([
    ask(client, token.address, encodeFunctionData({ abi, functionName: 'DOMAIN_SEPARATOR' })),
    ask(client, token.address, encodeFunctionData({ abi, functionName: 'PERMIT_TYPEHASH' })),
    readPermitNonce(client, token.address, zeroAddress),
  ])
  const domain = { ...token.eip712, chainId, verifyingContract: token.address }
  return (
    separator === domainSeparator({ domain }) &&
    // Most tokens do not tell it.
    (typehash === undefined || typehash === TYPEHASH) &&
    nonce !== undefined
  )
}

/** The nonce of an account's next permit; undefined where the token has none. Throws where the chain does not answer. */
export async function readPermitNonce(
  client: PublicClient,
  token: Address,
  owner: Address,
): Promise<bigint | undefined> {
  const word = await ask(client, token, encodeFunctionData({ abi, functionName: 'nonces', args: [owner] }))
  return word && hexToBigInt(word)
}

/** One word of a contract; undefined where it has no such function. */
async function ask(client: PublicClient, to: Address, data: Hex): Promise<Hex | undefined> {
  const answer = await callAs(client, zeroAddress, { to, data })
  return answer.ok && size(answer.data) === WORD_BYTES ? answer.data : undefined
}
