-- Up Migration

-- What an x402 payment was for. Its money went from wallet to wallet, so that nothing of it is in the escrow.
ALTER TABLE florin.payment
  ADD COLUMN x402 jsonb,
  ADD CONSTRAINT payment_x402_check CHECK (x402 IS NULL OR (payment_request_id IS NULL AND invoice_id IS NULL
    AND capturable = 0 AND refundable = 0));
-- What the books of a chain do not hold yet, or no more.
CREATE INDEX relay_x402_open ON florin.relay (chain_id, id)
  WHERE x402 IS NOT NULL AND status IN ('accepted', 'submitted', 'mined', 'confirmed');
CREATE INDEX chain_fact_x402_open ON florin.chain_fact (chain_id, block_number)
  WHERE kind = 'x402_paid' AND status IN ('pending', 'confirmed');
