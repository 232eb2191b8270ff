-- Up Migration

-- What a relay may cost the host and what it did cost, in wei of its chain's coin.
ALTER TABLE florin.relay
  -- The most that one attempt may cost: what is reserved for each that is under way.
  ADD COLUMN gas_ceiling florin.base_units NOT NULL DEFAULT 0,
  ADD COLUMN gas_reserved florin.base_units NOT NULL DEFAULT 0,
  ADD COLUMN gas_spent florin.base_units NOT NULL DEFAULT 0,
  -- Units of gas that its transactions burned.
  ADD COLUMN gas_used florin.base_units NOT NULL DEFAULT 0,
  -- What the merchant's fee was raised by to pay for it, in base units of the payment's token.
  ADD COLUMN gas_recovered florin.base_units NOT NULL DEFAULT 0,
  -- The hour of its acceptance, in which it counts; null for relays from before budgets.
  ADD COLUMN sponsor_hour timestamptz,
  -- The signer in whose name it counts too; null for the host's own signatures.
  ADD COLUMN sponsor_payer florin.address;

-- What is reserved and spent on one chain in one hour of acceptance, or in all of them, where the hour is the epoch.
CREATE TABLE florin.sponsor_counter (
  chain_id bigint NOT NULL,
  -- chain, merchant:<id> or payer:<address>.
  subject text NOT NULL,
  hour timestamptz NOT NULL,
  reserved florin.base_units NOT NULL,
  spent florin.base_units NOT NULL,
  -- As it was when something was reserved last; null is no limit.
  limit_wei florin.base_units,
  PRIMARY KEY (chain_id, subject, hour)
);

-- What the host decided for one merchant on one chain.
CREATE TABLE florin.sponsor_budget (
  merchant_id text NOT NULL REFERENCES florin.merchant,
  chain_id bigint NOT NULL,
  -- In wei; null is what the host's configuration says for every merchant.
  hour_limit florin.base_units,
  -- For all hours together; null is no limit.
  total_limit florin.base_units,
  -- Whether captures are charged with their gas, within the fee that the payer agreed to.
  recovers boolean NOT NULL DEFAULT false,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (merchant_id, chain_id)
);

ALTER TABLE florin.signer_nonce
  -- What the chain below took for a transaction, where there is one.
  ADD COLUMN l1_fee florin.base_units,
  -- The transaction and block that stand in the books as a fact.
  ADD COLUMN booked_hash florin.bytes32,
  ADD COLUMN booked_block_hash florin.bytes32;
CREATE INDEX signer_nonce_unbooked ON florin.signer_nonce (chain_id, address, nonce)
  WHERE mined_block_hash IS DISTINCT FROM booked_block_hash;

GRANT SELECT ON florin.sponsor_counter, florin.sponsor_budget TO florin_api, florin_worker, florin_reports;
GRANT INSERT, UPDATE ON florin.sponsor_counter TO florin_api, florin_worker;
GRANT INSERT, UPDATE ON florin.sponsor_budget TO florin_api;
