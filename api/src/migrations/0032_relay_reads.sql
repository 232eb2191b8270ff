-- Up Migration

-- What was reverted in blocks is little, and asked for with each relay that is accepted.
CREATE INDEX signer_nonce_reverted ON florin.signer_nonce (relay_id) WHERE succeeded = false;
