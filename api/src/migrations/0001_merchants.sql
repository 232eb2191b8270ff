-- Up Migration

-- Unsigned 256-bit amounts in base units of a token.
CREATE DOMAIN florin.base_units AS numeric(78, 0) CHECK (VALUE >= 0);
-- Addresses and 32-byte hashes are lower-case text, as the indexer writes them.
CREATE DOMAIN florin.address AS text CHECK (VALUE ~ '^0x[0-9a-f]{40}$');
CREATE DOMAIN florin.bytes32 AS text CHECK (VALUE ~ '^0x[0-9a-f]{64}$');
CREATE DOMAIN florin.mode AS text CHECK (VALUE IN ('test', 'live'));

CREATE TABLE florin.merchant (
  id text PRIMARY KEY,
  name text NOT NULL,
  -- The merchant let the host's operator key capture, void and refund for it.
  operator_opted_in boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL
);

-- Gapless counters per merchant and mode. A row is locked by the transaction that takes the next number.
CREATE TABLE florin.merchant_counter (
  merchant_id text NOT NULL REFERENCES florin.merchant,
  mode florin.mode NOT NULL,
  name text NOT NULL CHECK (name IN ('invoice_number', 'event_seq')),
  value bigint NOT NULL CHECK (value >= 0),
  PRIMARY KEY (merchant_id, mode, name)
);

-- One address belongs to one merchant only, so that a payment on chain has one owner.
CREATE TABLE florin.merchant_address (
  chain_id bigint NOT NULL,
  address florin.address NOT NULL,
  mode florin.mode NOT NULL,
  merchant_id text NOT NULL REFERENCES florin.merchant,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (chain_id, address)
);
CREATE INDEX merchant_address_merchant ON florin.merchant_address (merchant_id, chain_id);

CREATE TABLE florin.api_key (
  id text PRIMARY KEY,
  merchant_id text NOT NULL REFERENCES florin.merchant,
  mode florin.mode NOT NULL,
  sha256 bytea NOT NULL UNIQUE,
  scopes text[] NOT NULL,
  version text NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at timestamptz
);

-- The answer of a finished write, found again by its Idempotency-Key.
CREATE TABLE florin.idempotency_key (
  scope text NOT NULL,
  mode florin.mode NOT NULL,
  key text NOT NULL,
  fingerprint bytea NOT NULL,
  status integer NOT NULL,
  body jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (scope, mode, key)
);
CREATE INDEX idempotency_key_created ON florin.idempotency_key (created_at);
