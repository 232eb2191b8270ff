-- Up Migration

ALTER TABLE florin.api_key
  ADD COLUMN name text,
  -- The end of the secret, by which its holder tells keys apart; unknown of keys made before.
  ADD COLUMN last_four text CHECK (length(last_four) = 4),
  -- When a key that was rolled ends.
  ADD COLUMN expires_at timestamptz;
CREATE INDEX api_key_list ON florin.api_key (merchant_id, mode, id DESC);

-- People who act for a merchant, by their wallets. One who comes back after being removed gets a new row, so that
-- nothing that hung on the old one lives again.
CREATE TABLE florin.merchant_member (
  id text PRIMARY KEY,
  merchant_id text NOT NULL REFERENCES florin.merchant,
  address florin.address NOT NULL,
  -- Where the address is a contract wallet: the one chain whose contract speaks for the member.
  chain_id bigint,
  role text NOT NULL CHECK (role IN ('owner', 'finance', 'developer', 'viewer')),
  created_at timestamptz NOT NULL,
  removed_at timestamptz
);
CREATE UNIQUE INDEX merchant_member_living ON florin.merchant_member (merchant_id, address) WHERE removed_at IS NULL;
CREATE INDEX merchant_member_address ON florin.merchant_member (address) WHERE removed_at IS NULL;
CREATE INDEX merchant_member_list ON florin.merchant_member (merchant_id, id DESC);

-- A text that a wallet was asked to sign. Its row goes when it is used: nobody signs in twice with one signature.
CREATE TABLE florin.session_challenge (
  nonce text PRIMARY KEY,
  message text NOT NULL,
  address florin.address NOT NULL,
  chain_id bigint NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX session_challenge_expiry ON florin.session_challenge (expires_at);

CREATE TABLE florin.session (
  id text PRIMARY KEY,
  member_id text NOT NULL REFERENCES florin.merchant_member,
  mode florin.mode NOT NULL,
  sha256 bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz
);

-- Who changed what. Each mode's log is whole by itself: what concerns both modes stands in both.
CREATE TABLE florin.audit_entry (
  id text PRIMARY KEY,
  merchant_id text NOT NULL REFERENCES florin.merchant,
  mode florin.mode NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('key', 'member', 'payer', 'job', 'host')),
  actor_id text NOT NULL,
  operation text NOT NULL,
  object_type text NOT NULL,
  object_id text NOT NULL,
  -- The object as the API showed it, without secrets; null where there was none.
  before jsonb,
  after jsonb,
  request_id text,
  created_at timestamptz NOT NULL
);
CREATE INDEX audit_entry_list ON florin.audit_entry (merchant_id, mode, id DESC);
CREATE INDEX audit_entry_object ON florin.audit_entry (merchant_id, mode, object_id, id DESC);
CREATE INDEX audit_entry_actor ON florin.audit_entry (merchant_id, mode, actor_id, id DESC);

CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON florin.audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION florin.refuse_change();

GRANT SELECT ON florin.merchant_member, florin.audit_entry TO florin_api, florin_worker;
GRANT INSERT ON florin.audit_entry TO florin_api, florin_worker;
GRANT INSERT, UPDATE ON florin.merchant_member, florin.session TO florin_api;
GRANT SELECT ON florin.session TO florin_api;
GRANT SELECT, INSERT, DELETE ON florin.session_challenge TO florin_api;
GRANT SELECT, DELETE ON florin.session_challenge TO florin_worker;
