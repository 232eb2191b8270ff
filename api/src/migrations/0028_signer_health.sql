-- Up Migration

-- What the last review found. A paused key sends nothing new; what it has under way is looked after.
ALTER TABLE florin.gas_signer
  ADD COLUMN balance florin.base_units,
  ADD COLUMN reviewed_at timestamptz,
  ADD COLUMN paused_at timestamptz,
  ADD COLUMN pause_reason text CHECK (pause_reason IN ('low_balance', 'delegated')),
  ADD CHECK ((paused_at IS NULL) = (pause_reason IS NULL));

-- A transfer of the chain's coin to one of our own keys, instead of a relay.
ALTER TABLE florin.signer_nonce
  ADD COLUMN pays_to florin.address,
  ADD COLUMN pays_amount florin.base_units,
  ADD CHECK ((pays_to IS NULL) = (pays_amount IS NULL)),
  ADD CHECK (pays_to IS NULL OR relay_id IS NULL);
CREATE INDEX signer_nonce_top_up ON florin.signer_nonce (chain_id, pays_to)
  WHERE pays_to IS NOT NULL AND status IN ('taken', 'broadcast', 'mined');
