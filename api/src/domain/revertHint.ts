import type { Revert } from './revert.ts'

type Args = Readonly<Record<string, string>>

const PERMIT2_CANNOT_TAKE =
  'Permit2 could not take the money: the payer must hold the amount, and must have approved Permit2 for the token once'

const REQUEST_ANEW = 'ask for a new payment request, and sign that'

/** What would be right, by the error of the contract, of the token or of Permit2. */
const HINTS: Record<string, (args: Args) => string> = {
  ERC20InsufficientBalance: ({ sender, balance, needed }) =>
    `${sender} holds ${balance} base units of the token and needs ${needed}: send it the rest, or pay from another wallet`,
  InsufficientBalance: () => 'the wallet holds less of the token than it needs: fill it, or pay from another',
  ERC20InsufficientAllowance: ({ spender, allowance, needed }) =>
    `${spender} may spend ${allowance} base units of the payer’s token and needs ${needed}: the payer must approve it for them first`,
  InsufficientAllowance: () => 'the payer must approve the escrow for the amount in the token first',
  ExceedsAvailable: ({ amount, available }) =>
    `the balance in the escrow has ${available} base units available and ${amount} are asked for: deposit the rest, or ask for less`,
  ExceedsPrepaid: ({ amount, prepaid }) =>
    `the balance in the escrow has ${prepaid} base units prepaid and ${amount} are asked for: prepay the rest, or ask for less`,
  ExceedsCapturable: ({ capturable }) => `at most ${capturable} base units are left to be captured`,
  ExceedsRefundable: ({ refundable }) => `at most ${refundable} base units are left to be refunded`,
  ExceedsDailyCap: ({ left }) => `at most ${left} base units are left of the operator’s cap of this day`,
  NothingCapturable: () => 'nothing of the payment is left in the escrow to be given back',
  PaymentExists: () => `the payment was made already, or its payer burned it: ${REQUEST_ANEW}`,
  NonceAlreadyUsed: () =>
    'the nonce was used or canceled: if the action has not happened, sign it again with another nonce',
  InvalidAccountNonce: ({ currentNonce }) => `the account’s next nonce in the token is ${currentNonce}`,
  InvalidNonce: () => `its Permit2 nonce is spent: ${REQUEST_ANEW}`,
  ERC3009UsedAuthorization: () => `the token’s authorization was used or canceled: ${REQUEST_ANEW}`,
  ERC3009InvalidAuthorizationTime: ({ validAfter, validBefore }) =>
    `the authorization is valid after ${validAfter} and before ${validBefore}, in Unix seconds of the chain’s time: sign anew`,
  TooLate: ({ actual, deadline }) =>
    `the deadline ${deadline} had passed by ${actual}, in Unix seconds of the chain’s time: sign anew`,
  TooEarly: ({ actual, start }) =>
    `it is possible from ${start} on, in Unix seconds; the chain’s time is ${actual}`,
  PermitExpired: () => 'the deadline of the permit has passed: sign a new one',
  SignatureExpired: ({ signatureDeadline }) =>
    `the deadline ${signatureDeadline} of the signature has passed: ${REQUEST_ANEW}`,
  AllowanceExpired: () => 'the allowance of Permit2 has run out: approve anew',
  InvalidSignature: () =>
    'sign exactly the values of the call, under the right domain, with the right wallet',
  IntakeIsPaused: () =>
    'the owner of the escrow has paused new payments; what is held can still be taken out',
  TokenNotListed: () => 'pay in a token that the escrow lists (GET /v1/config)',
  NotDue: () => 'wait until the period is due',
  UnknownPlan: () => 'create the plan first',
  UnknownSubscription: () => 'the subscription must have begun first',
}

/** Tokens and Permit2 say much as text. */
const TEXT_HINTS: readonly (readonly [of: RegExp, hint: string])[] = [
  [/^TRANSFER_FROM_FAILED$/, PERMIT2_CANNOT_TAKE],
  [
    /exceeds balance|insufficient balance/i,
    'the wallet holds less of the token than it needs: fill it, or pay from another',
  ],
  [
    /exceeds allowance|insufficient allowance/i,
    'the payer must approve the escrow for the amount in the token first',
  ],
  [
    /authorization is (used|canceled)|nonce.*(used|canceled)/i,
    `the token’s authorization was used or canceled: ${REQUEST_ANEW}`,
  ],
  [/expired|deadline/i, 'the deadline of what was signed has passed: sign anew'],
  [
    /blacklisted|blocklisted/i,
    'the token’s issuer has blocked an address of this payment: use another wallet',
  ],
]

/** What the caller can do about a refusal of a contract; undefined where we know no better than its own words. */
export function hintOf({ error, reason }: Revert): string | undefined {
  if (error) return HINTS[error.name]?.(error.args)
  return TEXT_HINTS.find(([of]) => of.test(reason))?.[1]
}
