-- Up Migration

-- Every signed action of both contracts, and payments that x402's clients sign. What each of them needs beside is checked
-- where it is accepted.
ALTER TABLE florin.relay
  DROP CONSTRAINT relay_onchain_check,
  DROP CONSTRAINT relay_kind_check,
  ADD CONSTRAINT relay_kind_check CHECK (kind IN (
    'authorize', 'charge', 'capture', 'void', 'refund', 'burn',
    'deposit', 'move_prepaid', 'transfer_balance', 'withdraw', 'set_payout', 'set_operator', 'cancel_nonce',
    'create_plan', 'set_price', 'archive_plan',
    'subscribe', 'replace', 'burn_subscription', 'charge_usage', 'pause', 'resume', 'cancel',
    'x402_exact', 'x402_upto'));
