-- Up Migration

-- A request may hand in the signature that a refund or payout waits for: from then on it follows the relay.
GRANT UPDATE (relay_id, signature_request, signature_expires_at) ON florin.refund, florin.payout TO florin_api;
