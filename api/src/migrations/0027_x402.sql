-- Up Migration

-- What an x402 payment is for, as the resource's server described it, and by what it moves; and, where the payer named the only
-- one who may send it, who that is.
ALTER TABLE florin.relay
  ADD COLUMN x402 jsonb,
  ADD COLUMN required_signer florin.address,
  ADD CONSTRAINT relay_x402_check CHECK ((kind IN ('x402_exact', 'x402_upto')) = (x402 IS NOT NULL));
-- A settlement that is asked for again is answered by the relay that settled it.
CREATE INDEX relay_x402_intent ON florin.relay (chain_id, contract, signer, nonce) WHERE x402 IS NOT NULL;
