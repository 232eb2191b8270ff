import type { ErrorExtra } from './errorExtra.ts'

interface Meaning {
  means: string
  /** What would be right, or what helps. */
  help: string
  /** What else the answer may say. */
  extra?: readonly (keyof ErrorExtra)[]
}

/**
 * Everything that can be wrong with what a caller asked. A code is part of the API: it never changes its meaning.
 * Domain errors know no HTTP; middleware/problem.ts maps codes to statuses. docs/errors.md is made of this.
 */
export const ERROR_SECTIONS = {
  'A request that cannot be read': {
    invalid_request: {
      means: 'A field, a filter, a header or the path is not what it has to be.',
      help: 'Correct the field that `param` names; `errors` lists every fault where several were found.',
      extra: ['selector', 'reason'],
    },
    invalid_amount: {
      means: 'An amount is not a whole number of base units, or too great, or not above zero.',
      help: 'Send base units as text: `"1500000"` for 1.5 of a token with six decimals.',
    },
    invalid_address: {
      means: 'An address is not 0x and 40 hex digits, is zero, or has a wrong checksum (EIP-55).',
      help: 'Copy the address again from its source.',
    },
    invalid_json: { means: 'The body is not JSON in UTF-8.', help: 'Send a JSON object.' },
    body_too_large: { means: 'The body has more than 256 KiB.', help: 'Send less at once.' },
    unsupported_media_type: {
      means: 'The body is not said to be JSON in UTF-8, or is compressed in a way that is not read.',
      help: 'Send `Content-Type: application/json`.',
    },
    route_not_found: {
      means: 'No route has this method and path.',
      help: 'Look the path up in the reference at `/docs`.',
    },
    method_not_allowed: {
      means: 'The path takes other methods only.',
      help: 'Use one that the header `Allow` names.',
    },
    not_found: {
      means:
        'No such object exists for whoever calls; those of other merchants and of the other mode do not.',
      help: 'Check the id, and that a test key asks for test objects.',
    },
  },
  'Who calls': {
    missing_api_key: {
      means: 'The call says not who makes it.',
      help: 'Send `Authorization: Bearer` and your key, or the token of a session.',
    },
    invalid_api_key: {
      means: 'No API key is as what was sent.',
      help: 'Check the key for missing characters, and that `Bearer` stands before it.',
    },
    revoked_api_key: { means: 'The API key was revoked.', help: 'Use a newer one.' },
    expired_api_key: {
      means: 'The API key was rolled, and the time that it was left is over.',
      help: 'Use the key that rolling gave.',
    },
    api_key_inactive: {
      means: 'The key that is to be rolled was revoked or rolled already.',
      help: 'Roll the newer key, or make another one.',
    },
    invalid_session: { means: 'No session has this token, or it was ended.', help: 'Sign in again.' },
    expired_session: { means: 'The session has run out.', help: 'Sign in again.' },
    session_required: {
      means: 'The call is for people, not for keys.',
      help: 'Sign in with a wallet, and send the token of the session.',
    },
    invalid_sign_in: {
      means: 'The message is not the newest of the challenge, was used, is too old, or no member signed it.',
      help: 'Ask for a challenge, and sign its message unchanged with a member’s wallet.',
    },
    merchant_required: {
      means: 'The wallet is a member of several merchants.',
      help: 'Send the id of one of them as `merchant`.',
      extra: ['merchants'],
    },
    insufficient_scope: {
      means: 'The API key lacks the scope of the call, or would give what it lacks.',
      help: 'Use a key that has the scope: docs/roles.md.',
    },
    insufficient_role: { means: 'Your role does not allow it.', help: 'Ask an owner.' },
    live_key_required: {
      means: 'The setting holds for live payments too.',
      help: 'Change it with a live key.',
    },
    member_exists: { means: 'The wallet is a member already.', help: 'Change its role instead.' },
    last_owner: {
      means: 'A merchant without an owner could not be managed any more.',
      help: 'Make somebody else an owner first.',
    },
    invalid_checkout_token: {
      means: 'No invoice has this checkout token, or none was sent.',
      help: 'Send the token of the invoice’s checkout link as `Florin-Checkout-Token`.',
    },
  },
  'How often, and again': {
    rate_limited: { means: 'Too many requests in this minute.', help: 'Wait for `Retry-After` seconds.' },
    missing_idempotency_key: {
      means: 'The call needs an `Idempotency-Key` of 1 to 255 characters.',
      help: 'Send one: new for each intent, equal in each retry of it.',
    },
    idempotency_key_in_use: {
      means: 'The first request with this key is still running.',
      help: 'Send the same again after `Retry-After` seconds.',
    },
    idempotency_key_reused: {
      means: 'The key came before with another request.',
      help: 'Take a new key for a new intent.',
    },
  },
  'Merchants, addresses and catalogue': {
    chain_not_configured: {
      means: 'The installation does not serve this chain, or not in this mode.',
      help: 'Use a chain of `GET /v1/config`.',
    },
    token_not_supported: {
      means: 'The token is not accepted on this chain, or not for this invoice.',
      help: 'Use a token of `GET /v1/config`, for an invoice its own.',
    },
    merchant_address_missing: {
      means: 'You have no address on this chain to be paid at.',
      help: 'Register one: `POST /v1/merchant/addresses`.',
    },
    invalid_challenge: {
      means: 'No challenge has this nonce, or it was used or is too old.',
      help: 'Ask for a new challenge.',
    },
    address_not_available: {
      means: 'The address is registered at this installation already.',
      help: 'Remove it there first, or use another one.',
    },
    address_in_use: {
      means: 'Money may still come to the address: an invoice is open, or a payer holds terms until `until`.',
      help: 'Void the invoice, or wait.',
      extra: ['invoice', 'payment_request', 'until'],
    },
    too_many_addresses: {
      means: 'A merchant has only so many addresses in each mode.',
      help: 'Remove one that you do not use.',
    },
    price_inactive: {
      means: 'The price, or its product, is offered no more.',
      help: 'Use another price, or switch it on.',
    },
    payment_link_inactive: {
      means: 'The payment link sells nothing any more.',
      help: 'Make another link, or switch it on.',
    },
    payment_link_busy: {
      means: 'Too many purchases of this link wait to be paid.',
      help: 'Try again after `Retry-After` seconds.',
    },
    customer_reference_taken: {
      means: 'Another customer has this reference.',
      help: 'Find it by `GET /v1/customers?reference=…`.',
    },
    customer_deleted: {
      means: 'The customer is deleted: it changes no more and gets no invoices.',
      help: 'Make a new customer.',
    },
  },
  Invoices: {
    invoice_not_draft: {
      means: 'Only a draft can be finalized, deleted, or change what it asks for.',
      help: 'Void the invoice and make a new one, or change what is left to change.',
    },
    invoice_not_finalizable: {
      means: 'The draft lacks something that an open invoice has to have.',
      help: 'Give what `detail` names.',
    },
    invoice_not_open: {
      means: 'The invoice is a draft, or has ended in another way than the call needs.',
      help: 'See `status` of the invoice.',
    },
    invoice_expired: { means: 'The time to pay the invoice is over.', help: 'Make a new invoice.' },
    invoice_void: { means: 'The invoice was voided.', help: 'Make a new invoice.' },
    invoice_paid: { means: 'The invoice is paid.', help: 'Refund its payments instead of voiding it.' },
    invoice_uncollectible: { means: 'The invoice was given up.', help: 'Make a new invoice.' },
    invoice_has_pending_payment: {
      means: 'A payment of the invoice is under way, by `relay` where we send it.',
      help: 'Wait for it, or void that payment first.',
      extra: ['relay'],
    },
    invoice_already_covered: {
      means: 'Payments under way leave no more to pay than `left`; `relay` is one of them.',
      help: 'Wait for their confirmations, or ask for a new payment request of what is left.',
      extra: ['relay', 'left'],
    },
    part_too_small: {
      means:
        'A part that we send has to be at least `least`, so that nobody makes us pay the gas of many small ones.',
      help: 'Pay more at once, or send the payment request’s `call` from the payer’s own wallet.',
      extra: ['least'],
    },
  },
  'Payments, refunds and payouts': {
    payment_request_expired: {
      means: 'The terms could be paid until `authorize_by`, which has passed on chain.',
      help: 'Ask for a new payment request.',
    },
    payer_cannot_sign: {
      means:
        'The payer has code, its own or that of `delegate`, which could not verify a signature (ERC-1271).',
      help: 'End the delegation, pay from another wallet, or ask with `signs: false` and send the `call` yourself.',
      extra: ['delegate'],
    },
    payment_not_confirmed: {
      means: 'The payment is not deep enough in the chain.',
      help: 'Wait until it is confirmed.',
    },
    payment_not_capturable: {
      means: 'No more than `left` can be captured or voided.',
      help: 'Ask for less; nothing is left where `left` is missing.',
      extra: ['left'],
    },
    payment_not_refundable: {
      means: 'No more than `left` can be refunded.',
      help: 'Ask for less; nothing is left where `left` is missing.',
      extra: ['left'],
    },
    payment_not_in_escrow: {
      means: 'The payment went to your own wallet by x402.',
      help: 'Give it back by a transfer from there.',
    },
    payment_not_assignable: {
      means:
        'The payment cannot count toward this invoice: it went back, is being refunded, or is in another token.',
      help: 'Take another invoice, or leave the payment unassigned.',
      extra: ['refund'],
    },
    payment_already_assigned: {
      means: 'The payment counts toward `invoice` already.',
      help: 'Nothing is left to be done.',
      extra: ['invoice'],
    },
    payment_of_other_deployment: {
      means: 'The escrow that is named is one that this installation used before.',
      help: 'Ask for a new payment request, or act on the payment in that contract.',
    },
    posting_busy: {
      means: 'The books of the chain are just being written.',
      help: 'Send the same again after `Retry-After` seconds.',
    },
    refund_cap_exceeded: {
      means: 'The host may refund only `left` more of your `daily_cap` today.',
      help: 'Wait until `resets_at`, raise the cap with setOperator, or refund with your own account.',
      extra: ['left', 'daily_cap', 'resets_at'],
    },
    refund_not_cancelable: {
      means: 'The refund waits for no signature any more.',
      help: 'See `status` of the refund.',
    },
    too_many_unsigned_refunds: {
      means: 'As many refunds of the payment as may, `most`, wait for a signature.',
      help: 'Sign or cancel one of them.',
      extra: ['most'],
    },
    payout_not_cancelable: {
      means: 'The payout waits for no signature any more.',
      help: 'See `status` of the payout.',
    },
    too_many_unsigned_payouts: {
      means: 'As many payouts of the balance as may, `most`, wait for a signature.',
      help: 'Sign or cancel one of them.',
      extra: ['most'],
    },
    balance_too_low: {
      means: 'Only `available` can be paid out.',
      help: 'Ask for less.',
      extra: ['available'],
    },
  },
  Relays: {
    invalid_signature: {
      means: 'The account did not sign what the call delivers.',
      help: 'Sign the typed data that was answered, unchanged, with the account that it names.',
      extra: ['selector', 'reason'],
    },
    relay_in_flight: {
      means:
        'The same thing, or one that takes the same money, is under way as `relay` or `payout`; only `left` is free of it.',
      help: 'Wait until it ends. `relay` is null where the relay is not yours.',
      extra: ['relay', 'payout', 'left'],
    },
    sponsor_budget_exhausted: {
      means:
        'There is no room in a gas budget of this hour: `needed` beside `reserved` and `spent`, within `limit`.',
      help: 'Try again when relays end, at the latest after `Retry-After` seconds, or send it from your own wallet.',
      extra: ['budget', 'needed', 'limit', 'reserved', 'spent'],
    },
    sponsor_budget_spent: {
      means: 'The host’s whole budget for your gas is spent.',
      help: 'Ask the host for more, or send it from your own wallet.',
      extra: ['budget', 'needed', 'limit', 'reserved', 'spent'],
    },
    relay_not_cancelable: {
      means: 'The relay has ended, or what was signed is public and may still be executed.',
      help: 'Where `cancel_by` names an action, its signer can stop it by that on chain.',
      extra: ['relay_status', 'cancel_by'],
    },
    invalid_call: {
      means: 'The calldata is not a signed action as the SDK’s encoders make it, or is usable for too long.',
      help: 'Make it with an encoder of @florin/sdk, and deliver it to the contract of `GET /v1/config`.',
    },
    call_not_yours: {
      means: 'The call does not concern the merchant that is to pay for its gas.',
      help: 'Hand in what concerns you, or send it from your own wallet.',
    },
    would_revert: {
      means:
        'The contract would refuse the transaction, for `reason`; or it did so too often, last by `relay`.',
      help: 'Mend what the reason names: an allowance, a balance, a deadline, a nonce that was used.',
      extra: ['selector', 'reason', 'relay'],
    },
  },
  'Webhooks and books': {
    webhook_url_forbidden: {
      means: 'The URL of the endpoint is not one that is called.',
      help: 'Use a public https URL.',
    },
    too_many_webhook_endpoints: { means: 'You have as many endpoints as may be.', help: 'Delete one first.' },
    webhook_endpoint_disabled: {
      means: 'The endpoint is disabled and hears nothing.',
      help: 'Enable it: PATCH with `{"status": "enabled"}`.',
    },
    no_webhook_endpoint: {
      means: 'No enabled endpoint wants this type of event.',
      help: 'Create or enable one, or name one as `endpoint`.',
    },
    replay_too_large: {
      means: 'The span has more events than are replayed at once.',
      help: 'Ask for a shorter span, or for fewer types.',
    },
    replay_in_progress: {
      means: 'An earlier replay to the endpoint is still being prepared.',
      help: 'Ask again after `Retry-After` seconds.',
    },
    block_not_posted: {
      means: 'The books are not yet written up to this block.',
      help: 'Ask for an earlier block, or again in a moment.',
    },
  },
  'The host': {
    chain_unavailable: {
      means: 'A chain does not answer now. Nothing was changed.',
      help: 'Send the same again after `Retry-After` seconds.',
    },
    no_gas_signer: {
      means: 'No key of the host sends on this chain now.',
      help: 'Try again in a minute, or ask the host whether its workers run.',
    },
    index_not_ready: {
      means: 'The index of a chain is not whole now.',
      help: 'Try again after `Retry-After` seconds.',
    },
  },
} as const satisfies Record<string, Record<string, Meaning>>

type Sections = typeof ERROR_SECTIONS
type CodeOf<T> = T extends unknown ? keyof T : never
export type ErrorCode = CodeOf<Sections[keyof Sections]>

const MEANINGS: Readonly<Record<ErrorCode, Meaning>> = Object.assign({}, ...Object.values(ERROR_SECTIONS))
const CODES = Object.keys(MEANINGS).filter(isErrorCode)

export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(MEANINGS, text)
}

export function meaningOf(code: ErrorCode): Meaning {
  return MEANINGS[code]
}

/** The codes that a member of an answer comes with. */
export function codesWith(name: keyof ErrorExtra): ErrorCode[] {
  return CODES.filter((code) => MEANINGS[code].extra?.includes(name))
}
