-- Up Migration

-- Money given back to a payer: asked for here, or found on chain.
CREATE TABLE florin.refund (
  id text PRIMARY KEY,
  merchant_id text NOT NULL REFERENCES florin.merchant,
  mode florin.mode NOT NULL,
  payment_id text NOT NULL REFERENCES florin.payment,
  chain_id bigint NOT NULL,
  token florin.address NOT NULL,
  recipient florin.address NOT NULL,
  amount florin.base_units NOT NULL CHECK (amount > 0),
  reason text,
  metadata jsonb NOT NULL,
  source text NOT NULL CHECK (source IN ('api', 'chain')),
  status text NOT NULL CHECK (status IN ('requires_signature', 'pending', 'succeeded', 'failed', 'canceled')),
  relay_id text UNIQUE REFERENCES florin.relay,
  -- By whom, and with which nonce, it was or is to be signed: what tells its fact from others.
  signer florin.address,
  nonce florin.base_units,
  -- What the merchant is to sign, where the host cannot act for it.
  signature_request jsonb,
  -- The living fact that executed it.
  fact_identity florin.bytes32,
  tx_hash florin.bytes32,
  failure_code text,
  failure_reason text,
  created_at timestamptz NOT NULL,
  succeeded_at timestamptz,
  canceled_at timestamptz,
  CHECK ((signer IS NULL) = (nonce IS NULL)),
  CHECK (relay_id IS NULL OR signature_request IS NULL),
  CHECK (status <> 'succeeded' OR fact_identity IS NOT NULL)
);
-- One fact executes one refund. Judged late, because a reorganisation may swap two.
ALTER TABLE florin.refund ADD CONSTRAINT refund_fact UNIQUE (chain_id, fact_identity) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX refund_list ON florin.refund (merchant_id, mode, id DESC);
CREATE INDEX refund_list_status ON florin.refund (merchant_id, mode, status, id DESC);
CREATE INDEX refund_payment ON florin.refund (payment_id, id DESC);

-- Money that leaves an account's balance for a wallet: asked for here, or found on chain.
CREATE TABLE florin.payout (
  id text PRIMARY KEY,
  merchant_id text NOT NULL REFERENCES florin.merchant,
  mode florin.mode NOT NULL,
  chain_id bigint NOT NULL,
  account florin.address NOT NULL,
  token florin.address NOT NULL,
  recipient florin.address NOT NULL,
  -- What is expected until the fact tells.
  amount florin.base_units NOT NULL CHECK (amount > 0),
  metadata jsonb NOT NULL,
  source text NOT NULL CHECK (source IN ('api', 'chain')),
  status text NOT NULL CHECK (status IN ('requires_signature', 'pending', 'succeeded', 'failed', 'canceled')),
  relay_id text UNIQUE REFERENCES florin.relay,
  signer florin.address,
  nonce florin.base_units,
  signature_request jsonb,
  fact_identity florin.bytes32,
  tx_hash florin.bytes32,
  failure_code text,
  failure_reason text,
  created_at timestamptz NOT NULL,
  succeeded_at timestamptz,
  canceled_at timestamptz,
  CHECK ((signer IS NULL) = (nonce IS NULL)),
  CHECK (relay_id IS NULL OR signature_request IS NULL),
  CHECK (status <> 'succeeded' OR fact_identity IS NOT NULL)
);
ALTER TABLE florin.payout ADD CONSTRAINT payout_fact UNIQUE (chain_id, fact_identity) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX payout_list ON florin.payout (merchant_id, mode, id DESC);
CREATE INDEX payout_list_status ON florin.payout (merchant_id, mode, status, id DESC);
CREATE INDEX payout_account ON florin.payout (chain_id, account, token);
CREATE INDEX chain_fact_withdrawn ON florin.chain_fact (chain_id, account)
  WHERE kind = 'withdrawn' AND status IN ('pending', 'confirmed');

-- A payout is no payment's.
ALTER TABLE florin.relay
  DROP CONSTRAINT relay_kind_check,
  ADD CONSTRAINT relay_kind_check CHECK (
    kind IN ('authorize', 'charge', 'capture', 'void', 'refund', 'withdraw')),
  ALTER COLUMN onchain_id DROP NOT NULL,
  ADD CONSTRAINT relay_onchain_check CHECK ((kind = 'withdraw') = (onchain_id IS NULL));
CREATE INDEX relay_list ON florin.relay (merchant_id, mode, id DESC);
CREATE INDEX relay_payment ON florin.relay (payment_id, id DESC) WHERE payment_id IS NOT NULL;

-- A payment that nobody asked for can be counted toward an invoice by its merchant, once and for good.
ALTER TABLE florin.payment
  ADD COLUMN assigned_at timestamptz,
  DROP CONSTRAINT payment_check,
  ADD CONSTRAINT payment_invoice_check CHECK (
    CASE WHEN payment_request_id IS NULL
      THEN (invoice_id IS NULL) = (assigned_at IS NULL)
      ELSE invoice_id IS NOT NULL AND assigned_at IS NULL END);

CREATE FUNCTION florin.refuse_reassignment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.invoice_id IS NOT NULL AND (NEW.invoice_id IS DISTINCT FROM OLD.invoice_id
      OR NEW.assigned_at IS DISTINCT FROM OLD.assigned_at) THEN
    RAISE EXCEPTION 'payment % counts toward an invoice already', OLD.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_assigned_once BEFORE UPDATE OF invoice_id, assigned_at ON florin.payment
  FOR EACH ROW EXECUTE FUNCTION florin.refuse_reassignment();

GRANT SELECT ON florin.refund, florin.payout TO florin_api, florin_worker, florin_reports;
GRANT INSERT ON florin.refund, florin.payout TO florin_api, florin_worker;
GRANT UPDATE ON florin.refund, florin.payout TO florin_worker;
-- All that a request may change: to give up what nobody signed, and to say what unasked money is for.
GRANT UPDATE (status, canceled_at) ON florin.refund, florin.payout TO florin_api;
GRANT UPDATE (invoice_id, assigned_at) ON florin.payment TO florin_api;
