-- Up Migration

-- What the simulation at accept found, and the block that it saw, so that it need not be repeated a moment later.
ALTER TABLE florin.relay
  ADD COLUMN gas_estimate florin.base_units,
  ADD COLUMN simulated_block bigint,
  ADD CHECK ((gas_estimate IS NULL) = (simulated_block IS NULL));

-- A relay may use up nonces of several keys, one after the other; the last one carries it.
ALTER TABLE florin.signer_nonce ADD COLUMN attempt integer;
UPDATE florin.signer_nonce AS nonce SET attempt = numbered.place
  FROM (SELECT chain_id, address, nonce, row_number() OVER (PARTITION BY relay_id ORDER BY nonce) AS place
        FROM florin.signer_nonce WHERE relay_id IS NOT NULL) AS numbered
  WHERE nonce.chain_id = numbered.chain_id AND nonce.address = numbered.address AND nonce.nonce = numbered.nonce;
ALTER TABLE florin.signer_nonce ADD CHECK ((relay_id IS NULL) = (attempt IS NULL));
DROP INDEX florin.signer_nonce_relay;
CREATE UNIQUE INDEX signer_nonce_relay ON florin.signer_nonce (relay_id, attempt) WHERE relay_id IS NOT NULL;
CREATE INDEX signer_nonce_in_flight ON florin.signer_nonce (chain_id, address, nonce)
  WHERE status IN ('taken', 'broadcast');
CREATE INDEX signer_nonce_block ON florin.signer_nonce (chain_id, mined_block) WHERE mined_block IS NOT NULL;

-- A transfer of nothing to ourselves, which only uses up its nonce. No call burns as little as one.
ALTER TABLE florin.signer_transaction
  ADD COLUMN closing boolean NOT NULL DEFAULT false,
  -- The newest block when it was signed: while none follows, nothing is gained by offering more.
  ADD COLUMN head_block bigint NOT NULL DEFAULT 0;
UPDATE florin.signer_transaction SET closing = true WHERE gas_limit = 21000;
ALTER TABLE florin.signer_transaction ALTER COLUMN closing DROP DEFAULT, ALTER COLUMN head_block DROP DEFAULT;

-- Which worker looks after a chain's nonces, until when. It saves others the same work; safety does not hang on it.
CREATE TABLE florin.relay_watch (
  chain_id bigint PRIMARY KEY,
  leased_until timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON florin.relay_watch TO florin_worker;
