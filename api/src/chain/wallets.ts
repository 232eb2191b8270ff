import {
  type Address,
  encodeAbiParameters,
  type Hex,
  type PublicClient,
  size,
  slice,
  zeroAddress,
} from 'viem'
import { lowerCase } from '../domain/address.ts'
import { NO_REASON } from './decodeRevert.ts'
import { callAs, readCode } from './x402/reads.ts'

/** What stands before the delegate's address in the code of an account that is delegated (EIP-7702). */
const DESIGNATOR = '0xef0100'
const DESIGNATOR_BYTES = 23

/** What verifies an account's signatures: a key, its own code, or another contract's that it is delegated to. */
export type Wallet = { by: 'key' } | { by: 'contract' } | { by: 'delegate'; delegate: Address }

/** Throws where the chain does not answer. */
export async function readWallet(client: PublicClient, account: Address): Promise<Wallet> {
  const code = await readCode(client, account)
  if (code === undefined) return { by: 'key' }
  if (size(code) !== DESIGNATOR_BYTES || !code.toLowerCase().startsWith(DESIGNATOR)) return { by: 'contract' }
  return { by: 'delegate', delegate: lowerCase(slice(code, 3)) }
}

const HASH: Hex = `0x${'5a'.repeat(32)}`
const BY_KEY: Hex = `0x${'00'.repeat(31)}01${'00'.repeat(31)}011b`

/** Signatures that are of nobody, in forms that wallets take: of a key, of the first of several owners, and none at all. */
const SHAPES: readonly Hex[] = [
  BY_KEY,
  encodeAbiParameters(
    [{ type: 'tuple', components: [{ type: 'uint256' }, { type: 'bytes' }] }],
    [[0n, BY_KEY]],
  ),
  '0x',
]

const IS_VALID_SIGNATURE = '0x1626ba7e'
/** Of a function that no contract has. */
const UNHEARD_OF = '0xdecafbad'

/**
 * Whether an account's code says anything of a signature (ERC-1271), be it no, or a reason why it cannot tell. It does not where it
 * is as silent as where no function is, or says what it says of every function that it does not know. Throws where the chain
 * does not answer.
 */
export async function answersErc1271(client: PublicClient, account: Address): Promise<boolean> {
  const ask = (selector: Hex, signature: Hex) => answerTo(client, account, selector, signature)
  const [stranger, ...answers] = await Promise.all([
    ask(UNHEARD_OF, BY_KEY),
    ...SHAPES.map((signature) => ask(IS_VALID_SIGNATURE, signature)),
  ])
  return answers.some((answer) => answer.ok || (answer.says !== NO_REASON && answer.says !== stranger?.says))
}

const WORD_BYTES = 32

async function answerTo(
  client: PublicClient,
  account: Address,
  selector: Hex,
  signature: Hex,
): Promise<{ ok: boolean; says: string }> {
  const parameters = encodeAbiParameters([{ type: 'bytes32' }, { type: 'bytes' }], [HASH, signature])
  const data: Hex = `${selector}${parameters.slice(2)}` as const
  const answer = await callAs(client, zeroAddress, { to: account, data })
  if (!answer.ok) return { ok: false, says: answer.reason }
  return size(answer.data) >= WORD_BYTES ? { ok: true, says: answer.data } : { ok: false, says: NO_REASON }
}
