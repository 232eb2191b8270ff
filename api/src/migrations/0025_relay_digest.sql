-- Up Migration

-- What the contract says in NonceUsed once the action was executed, or the id of a subscription that begins. Null for payments,
-- which their onchain_id tells, for what needs no signature, and for captures, voids and refunds of earlier releases, whose
-- calldata tells it.
ALTER TABLE florin.relay ADD COLUMN digest florin.bytes32;
