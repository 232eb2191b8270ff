-- Up Migration

ALTER TABLE florin.merchant
  ADD COLUMN support_email text,
  ADD COLUMN support_url text,
  -- IANA name; days of due dates and reports begin and end in it.
  ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC',
  -- What a new invoice takes where it names no tolerance of its own.
  ADD COLUMN default_tolerance_bps integer NOT NULL DEFAULT 0 CHECK (default_tolerance_bps BETWEEN 0 AND 1000),
  -- Whose pages may call the routes of a checkout token from a browser.
  ADD COLUMN allowed_origins text[] NOT NULL DEFAULT '{}',
  ADD COLUMN metadata jsonb NOT NULL DEFAULT '{}';
-- A preflight names an origin and no merchant.
CREATE INDEX merchant_allowed_origins ON florin.merchant USING gin (allowed_origins);

-- From which amount on a merchant's payments in a token wait for how many confirmations. Without a token: all others of
-- the chain, whatever their amount, since base units of different tokens do not compare.
CREATE TABLE florin.confirmation_tier (
  merchant_id text NOT NULL REFERENCES florin.merchant,
  chain_id bigint NOT NULL,
  token florin.address,
  min_amount florin.base_units NOT NULL,
  confirmations integer NOT NULL CHECK (confirmations BETWEEN 1 AND 1000),
  UNIQUE NULLS NOT DISTINCT (merchant_id, chain_id, token, min_amount),
  CHECK (token IS NOT NULL OR min_amount = 0)
);

-- How many confirmations a payment waits for, all its later facts included: fixed when it is first seen.
ALTER TABLE florin.payment ADD COLUMN confirmations_required integer CHECK (confirmations_required >= 1);
UPDATE florin.payment SET confirmations_required = coalesce((
  SELECT fact.confirm_at_block - fact.block_number + 1 FROM florin.chain_fact fact
  WHERE fact.chain_id = payment.chain_id AND fact.payment_onchain_id = payment.onchain_id
    AND fact.kind IN ('authorized', 'charged')
  ORDER BY fact.inclusion DESC LIMIT 1), 1);
ALTER TABLE florin.payment ALTER COLUMN confirmations_required SET NOT NULL;

-- A removed address keeps its row: money that names it still has an owner, until somebody else proves to be it.
ALTER TABLE florin.merchant_address
  ADD COLUMN is_default boolean NOT NULL DEFAULT false,
  -- When the merchant signed for it; null where the host vouched.
  ADD COLUMN proven_at timestamptz,
  ADD COLUMN removed_at timestamptz,
  ADD CHECK (NOT is_default OR removed_at IS NULL);
CREATE UNIQUE INDEX merchant_address_default ON florin.merchant_address (merchant_id, chain_id) WHERE is_default;

-- What a merchant was asked to sign. Its row goes when it is used.
CREATE TABLE florin.address_challenge (
  nonce florin.bytes32 PRIMARY KEY,
  merchant_id text NOT NULL REFERENCES florin.merchant,
  mode florin.mode NOT NULL,
  chain_id bigint NOT NULL,
  address florin.address NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX address_challenge_expires ON florin.address_challenge (expires_at);

-- What callers may still ask; processes lease slices of it. After a crash everybody begins with a full bucket.
CREATE UNLOGGED TABLE florin.rate_bucket (
  subject text PRIMARY KEY,
  tokens double precision NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX rate_bucket_updated ON florin.rate_bucket (updated_at);

GRANT SELECT ON florin.confirmation_tier, florin.address_challenge, florin.rate_bucket TO florin_api, florin_worker;
GRANT INSERT, DELETE ON florin.confirmation_tier, florin.address_challenge TO florin_api;
GRANT INSERT, UPDATE ON florin.rate_bucket TO florin_api;
GRANT DELETE ON florin.address_challenge, florin.rate_bucket TO florin_worker;
GRANT SELECT ON florin.confirmation_tier TO florin_reports;
