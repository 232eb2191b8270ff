-- Up Migration

-- What a merchant is told, in order and without gaps.
CREATE TABLE florin.event (
  id text PRIMARY KEY,
  merchant_id text NOT NULL REFERENCES florin.merchant,
  mode florin.mode NOT NULL,
  seq bigint NOT NULL,
  type text NOT NULL,
  object_id text NOT NULL,
  -- The object as it was shown at that moment, and what caused the event.
  data jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (merchant_id, mode, seq)
);
CREATE INDEX event_list ON florin.event (merchant_id, mode, id DESC);
CREATE INDEX event_list_type ON florin.event (merchant_id, mode, type, id DESC);

CREATE TABLE florin.webhook_endpoint (
  id text PRIMARY KEY,
  merchant_id text NOT NULL REFERENCES florin.merchant,
  mode florin.mode NOT NULL,
  url text NOT NULL,
  description text,
  -- '*' alone stands for every type.
  enabled_events text[] NOT NULL,
  -- AES-256-GCM under the host's key.
  secret_encrypted bytea NOT NULL,
  status text NOT NULL CHECK (status IN ('enabled', 'disabled', 'deleted')),
  disabled_reason text,
  -- Start of the present run of failures; null while the last attempt succeeded.
  failing_since timestamptz,
  version text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX webhook_endpoint_list ON florin.webhook_endpoint (merchant_id, mode, id DESC);

CREATE TABLE florin.webhook_delivery (
  endpoint_id text NOT NULL REFERENCES florin.webhook_endpoint,
  event_id text NOT NULL REFERENCES florin.event,
  status text NOT NULL CHECK (status IN ('pending', 'delivered', 'dead')),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  -- A worker holds the delivery until then; a second one that finds the lease alive leaves it alone.
  leased_until timestamptz,
  delivered_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (endpoint_id, event_id)
);
CREATE INDEX webhook_delivery_due ON florin.webhook_delivery (next_attempt_at) WHERE status = 'pending';
CREATE INDEX webhook_delivery_event ON florin.webhook_delivery (event_id);

CREATE TABLE florin.webhook_attempt (
  endpoint_id text NOT NULL,
  event_id text NOT NULL,
  number integer NOT NULL,
  started_at timestamptz NOT NULL,
  duration_ms integer NOT NULL,
  -- Null where no answer came.
  response_status integer,
  response_excerpt text,
  error text,
  PRIMARY KEY (endpoint_id, event_id, number),
  FOREIGN KEY (endpoint_id, event_id) REFERENCES florin.webhook_delivery
);
