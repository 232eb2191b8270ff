type Hex = `0x${string}`

/** Why a contract refuses a call. */
export interface Revert {
  /** First four bytes of the error; null where the contract gave none. */
  selector: Hex | null
  /** The error as it stands in the contract, such as `ExceedsCapturable(amount: 200, capturable: 100)`. */
  reason: string
  /** The same in parts, where the error is one that we know. */
  error: RevertError | null
}

interface RevertError {
  name: string
  /** The arguments by their names in the contract, as they are shown. */
  args: Readonly<Record<string, string>>
}

const OF_SIGNATURES = new Set([
  'InvalidSignature',
  'ERC3009InvalidSignature',
  'InvalidSigner',
  'InvalidSignatureLength',
  'InvalidContractSignature',
])

/** Whether a contract says that somebody else signed, or something else was signed. Circle's tokens say it as text. */
export function isOfSignature({ error, reason }: Revert): boolean {
  return error ? OF_SIGNATURES.has(error.name) : /invalid signature/i.test(reason)
}

const OF_ALLOWANCES = new Set(['ERC20InsufficientAllowance', 'InsufficientAllowance'])

/** Whether a token says that it may not be spent by whoever wants to spend it. */
export function isOfAllowance({ error, reason }: Revert): boolean {
  return error ? OF_ALLOWANCES.has(error.name) : /exceeds allowance|insufficient allowance/i.test(reason)
}
