-- Up Migration

CREATE TABLE florin.invoice (
  id text PRIMARY KEY,
  merchant_id text NOT NULL REFERENCES florin.merchant,
  mode florin.mode NOT NULL,
  number bigint NOT NULL,
  chain_id bigint NOT NULL,
  token florin.address NOT NULL,
  merchant_address florin.address NOT NULL,
  amount florin.base_units NOT NULL CHECK (amount > 0),
  amount_paid florin.base_units NOT NULL DEFAULT 0,
  status text NOT NULL CHECK (status IN ('open', 'paid', 'void')),
  payment_status text NOT NULL CHECK (
    payment_status IN ('none', 'pending', 'authorized', 'partial', 'paid', 'overpaid')),
  paid_late boolean NOT NULL DEFAULT false,
  capture_method text NOT NULL CHECK (capture_method IN ('automatic', 'manual')),
  description text,
  return_url text,
  metadata jsonb NOT NULL,
  expires_at timestamptz NOT NULL,
  -- Guards what a payer's page may do with this invoice.
  checkout_token text NOT NULL UNIQUE,
  -- Random; it stands in the terms on chain and tells a stranger nothing.
  invoice_ref florin.bytes32 NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  paid_at timestamptz,
  voided_at timestamptz,
  UNIQUE (merchant_id, mode, number)
);
CREATE INDEX invoice_list ON florin.invoice (merchant_id, mode, id DESC);
CREATE INDEX invoice_list_status ON florin.invoice (merchant_id, mode, status, id DESC);

-- Terms issued by us for one payer. Only an onchain id in this table can pay an invoice.
CREATE TABLE florin.payment_request (
  id text PRIMARY KEY,
  invoice_id text NOT NULL REFERENCES florin.invoice,
  merchant_id text NOT NULL REFERENCES florin.merchant,
  mode florin.mode NOT NULL,
  chain_id bigint NOT NULL,
  escrow florin.address NOT NULL,
  onchain_id florin.bytes32 NOT NULL,
  payer florin.address NOT NULL,
  terms jsonb NOT NULL,
  authorize_by timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (chain_id, onchain_id)
);
CREATE INDEX payment_request_invoice ON florin.payment_request (invoice_id);

-- A payment on chain that names one of our merchants.
CREATE TABLE florin.payment (
  id text PRIMARY KEY,
  merchant_id text NOT NULL REFERENCES florin.merchant,
  mode florin.mode NOT NULL,
  chain_id bigint NOT NULL,
  onchain_id florin.bytes32 NOT NULL,
  -- Null where we issued no such terms: the payment is unmatched, shown and never trusted.
  payment_request_id text REFERENCES florin.payment_request,
  invoice_id text REFERENCES florin.invoice,
  status text NOT NULL CHECK (status IN ('pending', 'confirmed', 'finalized', 'reverted')),
  payer florin.address NOT NULL,
  token florin.address NOT NULL,
  terms jsonb NOT NULL,
  mode_onchain text NOT NULL CHECK (mode_onchain IN ('escrow', 'charge')),
  amount florin.base_units NOT NULL,
  captured florin.base_units NOT NULL DEFAULT 0,
  fees florin.base_units NOT NULL DEFAULT 0,
  refunded florin.base_units NOT NULL DEFAULT 0,
  returned florin.base_units NOT NULL DEFAULT 0,
  capturable florin.base_units NOT NULL DEFAULT 0,
  refundable florin.base_units NOT NULL DEFAULT 0,
  tx_hash florin.bytes32 NOT NULL,
  block_number bigint NOT NULL,
  paid_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (chain_id, onchain_id),
  CHECK ((payment_request_id IS NULL) = (invoice_id IS NULL))
);
CREATE INDEX payment_list ON florin.payment (merchant_id, mode, id DESC);
CREATE INDEX payment_list_status ON florin.payment (merchant_id, mode, status, id DESC);
CREATE INDEX payment_invoice ON florin.payment (invoice_id) WHERE invoice_id IS NOT NULL;
