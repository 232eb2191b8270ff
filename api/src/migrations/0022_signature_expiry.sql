-- Up Migration

-- Until when, by chain time, the signature of a nonce of ours can be used.
ALTER TABLE florin.refund ADD COLUMN signature_expires_at timestamptz;
ALTER TABLE florin.payout ADD COLUMN signature_expires_at timestamptz;
UPDATE florin.refund SET signature_expires_at =
    to_timestamp((signature_request #>> '{typed_data,message,deadline}')::numeric)
  WHERE signature_request IS NOT NULL;
UPDATE florin.payout SET signature_expires_at =
    to_timestamp((signature_request #>> '{typed_data,message,deadline}')::numeric)
  WHERE signature_request IS NOT NULL;
UPDATE florin.refund SET signature_expires_at = relay.deadline
  FROM florin.relay WHERE relay.id = refund.relay_id AND refund.nonce IS NOT NULL;

CREATE INDEX refund_unsigned ON florin.refund (payment_id) WHERE status = 'requires_signature';
CREATE INDEX refund_unsigned_expiry ON florin.refund (chain_id, signature_expires_at)
  WHERE status = 'requires_signature';
CREATE INDEX payout_unsigned ON florin.payout (chain_id, account, token) WHERE status = 'requires_signature';
CREATE INDEX payout_unsigned_expiry ON florin.payout (chain_id, signature_expires_at)
  WHERE status = 'requires_signature';

-- The time of the newest block of which every fact was read.
ALTER TABLE florin.posting_chain ADD COLUMN read_time timestamptz;
