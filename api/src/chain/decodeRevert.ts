import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { type Abi, type AbiParameter, decodeErrorResult, type Hex, parseAbi, slice, stringify } from 'viem'
import { foreignText } from '../domain/foreignText.ts'
import type { Revert } from '../domain/revert.ts'

/** Of Permit2, and of tokens that follow Solady or Solmate. Circle's and Tether's say their reasons as text. */
const foreignErrors = parseAbi([
  'error InvalidNonce()',
  'error SignatureExpired(uint256 signatureDeadline)',
  'error InvalidAmount(uint256 maxAmount)',
  'error LengthMismatch()',
  'error InvalidSigner()',
  'error InvalidSignatureLength()',
  'error InvalidContractSignature()',
  'error AllowanceExpired(uint256 deadline)',
  'error InsufficientBalance()',
  'error InsufficientAllowance()',
  'error InvalidPermit()',
  'error PermitExpired()',
])

/** Those of both contracts, and of EIP-3009 tokens that follow OpenZeppelin; others keep their selector. */
const knownErrors: Abi = [
  ...paymentEscrowAbi,
  ...subscriptionManagerAbi,
  ...testDollarAbi,
  ...foreignErrors,
].filter((item) => item.type === 'error')

/** What is said of a contract that says nothing. */
export const NO_REASON = 'the contract refused without a reason'

export function decodeRevert(data: Hex): Revert {
  if (data.length < 10) return { selector: null, reason: NO_REASON, error: null }
  const selector = slice(data, 0, 4)
  try {
    const { abiItem, errorName, args = [] } = decodeErrorResult({ abi: knownErrors, data })
    if (errorName === 'Error') return { selector, reason: foreignText(String(args[0] ?? '')), error: null }
    const named = namedArguments('inputs' in abiItem ? abiItem.inputs : [], args)
    const shown = named.map(([name, value]) => `${name}: ${value}`).join(', ')
    return {
      selector,
      reason: `${errorName}(${shown})`,
      error: { name: errorName, args: Object.fromEntries(named) },
    }
  } catch {
    return { selector, reason: `an error unknown to us, ${selector}`, error: null }
  }
}

function namedArguments(inputs: readonly AbiParameter[], args: readonly unknown[]): [string, string][] {
  return args.map((value, index) => [inputs[index]?.name ?? String(index), show(value)])
}

function show(argument: unknown): string {
  return foreignText(typeof argument === 'object' ? stringify(argument) : String(argument))
}
