-- Up Migration

-- During a rotation deliveries are signed with the secret and with the one before it.
ALTER TABLE florin.webhook_endpoint
  ADD COLUMN metadata jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN previous_secret_encrypted bytea,
  ADD COLUMN previous_secret_expires_at timestamptz,
  ADD CONSTRAINT webhook_endpoint_previous_secret_check
    CHECK ((previous_secret_encrypted IS NULL) = (previous_secret_expires_at IS NULL));

ALTER TABLE florin.webhook_delivery
  -- The event's own number: an endpoint hears what is due in this order.
  ADD COLUMN seq bigint NOT NULL DEFAULT 0,
  -- Failures since the delivery began or was asked for again; `attempts` counts all that ever were.
  ADD COLUMN failures integer NOT NULL DEFAULT 0;
UPDATE florin.webhook_delivery delivery
  SET seq = event.seq, failures = CASE delivery.status WHEN 'delivered' THEN 0 ELSE delivery.attempts END
  FROM florin.event WHERE event.id = delivery.event_id;
CREATE INDEX webhook_delivery_next ON florin.webhook_delivery (endpoint_id, seq) WHERE status = 'pending';
CREATE INDEX webhook_delivery_leased ON florin.webhook_delivery (endpoint_id) WHERE leased_until IS NOT NULL;
CREATE INDEX webhook_delivery_status ON florin.webhook_delivery (endpoint_id, status, event_id DESC);
-- The API asks for a delivery once more; what came of attempts is written by the worker alone.
GRANT UPDATE (status, next_attempt_at, failures, delivered_at) ON florin.webhook_delivery TO florin_api;

CREATE INDEX event_object ON florin.event (merchant_id, mode, object_id, id DESC);
CREATE INDEX event_created ON florin.event (merchant_id, mode, created_at);

-- Which addresses' books a transaction touches: an index of what ledger_entry and chain_fact say, made for paging.
CREATE TABLE florin.ledger_touch (
  chain_id bigint NOT NULL,
  address florin.address NOT NULL,
  transaction_id text NOT NULL REFERENCES florin.ledger_transaction,
  token florin.address NOT NULL,
  posted_at timestamptz NOT NULL,
  PRIMARY KEY (chain_id, address, transaction_id, token)
);
CREATE INDEX ledger_touch_token ON florin.ledger_touch (chain_id, address, token, transaction_id);
INSERT INTO florin.ledger_touch
  SELECT DISTINCT entry.chain_id, touched.address, entry.transaction_id, entry.token, transaction.posted_at
  FROM florin.ledger_entry entry
  JOIN florin.ledger_transaction transaction ON transaction.id = entry.transaction_id
  JOIN florin.chain_fact fact ON (fact.chain_id, fact.identity, fact.inclusion)
    = (transaction.chain_id, transaction.identity, transaction.inclusion)
  CROSS JOIN LATERAL (
    SELECT fact.account::text AS address
    UNION SELECT split_part(entry.account, ':', 2) WHERE entry.account ~ '^(available|prepaid):') touched;
CREATE INDEX ledger_entry_transactions ON florin.ledger_entry (chain_id, account, transaction_id);
CREATE TRIGGER ledger_touch_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON florin.ledger_touch
  FOR EACH STATEMENT EXECUTE FUNCTION florin.refuse_change();
GRANT SELECT ON florin.ledger_touch TO florin_api, florin_worker, florin_reports;
GRANT INSERT ON florin.ledger_touch TO florin_worker;

-- Up to here every fact was read from the views when posting last went through them.
ALTER TABLE florin.posting_chain ADD COLUMN read_block bigint NOT NULL DEFAULT 0;
