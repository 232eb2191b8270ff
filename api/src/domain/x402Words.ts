const DEADLINE = 'has passed, or will within seconds: sign a new one'

/** What would be right, by the reasons of x402's own schemes, which mostly come without words. */
const WORDS: Record<string, string> = {
  invalid_exact_evm_signature:
    'payload.authorization was not signed by its `from`: sign exactly it, in the domain that `extra` and `asset` name',
  invalid_exact_evm_failed_to_parse_signature: 'payload.signature must be a signature as hex',
  invalid_exact_evm_payload_authorization_valid_before: `payload.authorization.validBefore ${DEADLINE}`,
  invalid_exact_evm_payload_authorization_valid_after:
    'payload.authorization.validAfter lies in the future: wait until then, or sign one that is valid now',
  invalid_exact_evm_payload_authorization_value_mismatch:
    'payload.authorization.value must be the amount of the requirements',
  invalid_exact_evm_authorization_value: 'payload.authorization.value must be the amount of the requirements',
  invalid_exact_evm_recipient_mismatch: 'payload.authorization.to must be the `payTo` of the requirements',
  invalid_exact_evm_insufficient_balance:
    'the payer’s wallet holds less of the token than the amount: fill it first',
  invalid_exact_evm_nonce_already_used:
    'this authorization was used or canceled already: sign one with a new nonce',
  invalid_exact_evm_network_mismatch: 'accepted.network must be that of the requirements',
  invalid_exact_evm_scheme: 'accepted.scheme must be that of the requirements',
  invalid_exact_evm_missing_eip712_domain: 'extra must name the `name` and `version` of the token',
  invalid_exact_evm_token_name_mismatch: 'extra.name must be the token’s own',
  invalid_exact_evm_token_version_mismatch: 'extra.version must be the token’s own',
  invalid_exact_evm_transaction_simulation_failed:
    'the token would refuse this transfer: check the payer’s balance, the nonce and the signature',
  invalid_permit2_signature:
    'payload.permit2Authorization was not signed by its `from`: sign exactly it, in the domain of Permit2',
  invalid_permit2_spender: 'payload.permit2Authorization.spender must be x402’s proxy for the scheme',
  invalid_permit2_recipient_mismatch: 'witness.to must be the `payTo` of the requirements',
  permit2_amount_mismatch: 'permitted.amount must be the amount of the requirements',
  permit2_token_mismatch: 'permitted.token must be the `asset` of the requirements',
  permit2_deadline_expired: `payload.permit2Authorization.deadline ${DEADLINE}`,
  permit2_not_yet_valid:
    'witness.validAfter lies in the future: wait until then, or sign one that is valid now',
  permit2_payment_too_early:
    'witness.validAfter lies in the future: wait until then, or sign one that is valid now',
  permit2_invalid_nonce: 'this Permit2 nonce was used already: sign one with a new nonce',
  permit2_allowance_required: 'the payer must approve Permit2 for the token once',
  permit2_insufficient_balance: 'the payer’s wallet holds less of the token than the amount: fill it first',
  permit2_simulation_failed:
    'Permit2 would refuse this transfer: check the payer’s balance, its approval of Permit2, the nonce and the signature',
  invalid_upto_evm_network_mismatch: 'accepted.network must be that of the requirements',
  invalid_upto_evm_scheme: 'accepted.scheme must be that of the requirements',
  invalid_upto_evm_payload_settlement_exceeds_amount: 'amount must be at most what the payer permitted',
  upto_amount_exceeds_permitted: 'amount must be at most what the payer permitted',
}

/** The words of the scheme itself, or ours where it gave none. */
export function wordsOf(reason: string | undefined, message: string | undefined): string | undefined {
  return message || (reason === undefined ? undefined : WORDS[reason])
}
