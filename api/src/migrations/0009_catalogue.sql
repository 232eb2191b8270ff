-- Up Migration

-- Whom a merchant bills. A deleted customer keeps its row, because invoices name it; what tells who it was is emptied.
CREATE TABLE florin.customer (
  id text PRIMARY KEY,
  merchant_id text NOT NULL REFERENCES florin.merchant,
  mode florin.mode NOT NULL,
  name text,
  email text,
  -- The merchant's own name for it.
  reference text,
  metadata jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  deleted_at timestamptz
);
CREATE INDEX customer_list ON florin.customer (merchant_id, mode, id DESC);
CREATE UNIQUE INDEX customer_reference ON florin.customer (merchant_id, mode, reference)
  WHERE reference IS NOT NULL AND deleted_at IS NULL;

CREATE TABLE florin.product (
  id text PRIMARY KEY,
  merchant_id text NOT NULL REFERENCES florin.merchant,
  mode florin.mode NOT NULL,
  name text NOT NULL,
  description text,
  active boolean NOT NULL,
  metadata jsonb NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX product_list ON florin.product (merchant_id, mode, id DESC);

-- What one unit of a product costs in one token. Its amount never changes: a new amount is a new price.
CREATE TABLE florin.price (
  id text PRIMARY KEY,
  merchant_id text NOT NULL REFERENCES florin.merchant,
  mode florin.mode NOT NULL,
  product_id text NOT NULL REFERENCES florin.product,
  type text NOT NULL CHECK (type IN ('one_time')),
  chain_id bigint NOT NULL,
  token florin.address NOT NULL,
  unit_amount florin.base_units NOT NULL CHECK (unit_amount > 0),
  active boolean NOT NULL,
  metadata jsonb NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX price_list ON florin.price (merchant_id, mode, id DESC);
CREATE INDEX price_product ON florin.price (product_id, id DESC);

-- A page that anybody may open to buy the same thing: each purchase makes an invoice of its own.
CREATE TABLE florin.payment_link (
  id text PRIMARY KEY,
  merchant_id text NOT NULL REFERENCES florin.merchant,
  mode florin.mode NOT NULL,
  link_token text NOT NULL UNIQUE,
  active boolean NOT NULL,
  capture_method text NOT NULL CHECK (capture_method IN ('automatic', 'manual')),
  return_url text,
  cancel_url text,
  metadata jsonb NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX payment_link_list ON florin.payment_link (merchant_id, mode, id DESC);

CREATE TABLE florin.payment_link_line (
  payment_link_id text NOT NULL REFERENCES florin.payment_link,
  position integer NOT NULL,
  price_id text NOT NULL REFERENCES florin.price,
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
  PRIMARY KEY (payment_link_id, position)
);

-- A draft has no number, no end and perhaps no amount yet.
ALTER TABLE florin.invoice
  ADD COLUMN customer_id text REFERENCES florin.customer,
  ADD COLUMN payment_link_id text REFERENCES florin.payment_link,
  ADD COLUMN due_at timestamptz,
  ADD COLUMN cancel_url text,
  -- How much less than the amount, in ten-thousandths of it, still counts as paid.
  ADD COLUMN tolerance_bps integer NOT NULL DEFAULT 0 CHECK (tolerance_bps BETWEEN 0 AND 1000),
  ADD COLUMN finalized_at timestamptz,
  ADD COLUMN uncollectible_at timestamptz,
  -- When the merchant was told that the invoice is past due, and that it can be paid no more.
  ADD COLUMN past_due_told_at timestamptz,
  ADD COLUMN expiry_told_at timestamptz,
  ALTER COLUMN number DROP NOT NULL,
  ALTER COLUMN expires_at DROP NOT NULL,
  DROP CONSTRAINT invoice_amount_check,
  DROP CONSTRAINT invoice_status_check,
  ADD CONSTRAINT invoice_status_check CHECK (status IN ('draft', 'open', 'paid', 'void', 'uncollectible')),
  ADD CONSTRAINT invoice_amount_check CHECK (amount > 0 OR finalized_at IS NULL);
UPDATE florin.invoice SET finalized_at = created_at;
ALTER TABLE florin.invoice
  ADD CONSTRAINT invoice_finalized_check CHECK (
    (finalized_at IS NULL) = (number IS NULL)
    AND (status IN ('draft', 'void') OR finalized_at IS NOT NULL)
    AND (status <> 'draft' OR finalized_at IS NULL)
    AND (finalized_at IS NULL OR expires_at IS NOT NULL));
CREATE INDEX invoice_list_customer ON florin.invoice (merchant_id, mode, customer_id, id DESC)
  WHERE customer_id IS NOT NULL;
CREATE INDEX invoice_due ON florin.invoice (due_at) WHERE status = 'open' AND past_due_told_at IS NULL;
CREATE INDEX invoice_expiring ON florin.invoice (expires_at) WHERE status = 'open' AND expiry_told_at IS NULL;

-- What an invoice asks for. Fixed once the invoice is open.
CREATE TABLE florin.invoice_line (
  invoice_id text NOT NULL REFERENCES florin.invoice,
  position integer NOT NULL,
  description text NOT NULL,
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
  unit_amount florin.base_units NOT NULL CHECK (unit_amount > 0),
  amount florin.base_units NOT NULL CHECK (amount = quantity * unit_amount),
  price_id text REFERENCES florin.price,
  PRIMARY KEY (invoice_id, position)
);

GRANT SELECT ON florin.customer, florin.product, florin.price, florin.payment_link, florin.payment_link_line,
  florin.invoice_line TO florin_api, florin_worker;
GRANT INSERT, UPDATE ON florin.customer, florin.product, florin.price, florin.payment_link,
  florin.payment_link_line TO florin_api;
GRANT INSERT, UPDATE, DELETE ON florin.invoice_line TO florin_api;
-- Reports never see what opens a page.
GRANT SELECT ON florin.customer, florin.product, florin.price, florin.payment_link_line, florin.invoice_line
  TO florin_reports;
GRANT SELECT (customer_id, payment_link_id, due_at, tolerance_bps, finalized_at, uncollectible_at)
  ON florin.invoice TO florin_reports;
