-- Up Migration

-- A signed intent that we send and pay gas for.
CREATE TABLE florin.relay (
  id text PRIMARY KEY,
  merchant_id text NOT NULL REFERENCES florin.merchant,
  mode florin.mode NOT NULL,
  kind text NOT NULL CHECK (kind IN ('authorize', 'charge', 'capture', 'void', 'refund')),
  chain_id bigint NOT NULL,
  contract florin.address NOT NULL,
  -- Who signed the intent, and the nonce that makes it unique: the payment id, or the action's nonce.
  signer florin.address NOT NULL,
  nonce florin.bytes32 NOT NULL,
  calldata text NOT NULL CHECK (calldata ~ '^0x[0-9a-f]+$'),
  onchain_id florin.bytes32 NOT NULL,
  payment_request_id text REFERENCES florin.payment_request,
  payment_id text REFERENCES florin.payment,
  amount florin.base_units,
  -- After this moment of chain time the contract refuses the intent.
  deadline timestamptz NOT NULL,
  status text NOT NULL CHECK (
    status IN ('accepted', 'submitted', 'mined', 'confirmed', 'failed', 'expired', 'canceled')),
  executed_by text CHECK (executed_by IN ('self', 'other')),
  tx_hash florin.bytes32,
  error_code text,
  error_reason text,
  -- A worker holds the relay until then.
  leased_until timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX relay_live_intent ON florin.relay (chain_id, contract, signer, nonce)
  WHERE status IN ('accepted', 'submitted', 'mined');
CREATE INDEX relay_unfinished ON florin.relay (chain_id, status)
  WHERE status IN ('accepted', 'submitted', 'mined');
CREATE INDEX relay_payment_request ON florin.relay (payment_request_id) WHERE payment_request_id IS NOT NULL;
CREATE INDEX relay_onchain ON florin.relay (chain_id, onchain_id);

-- The next nonce of each key that pays gas.
CREATE TABLE florin.gas_signer (
  chain_id bigint NOT NULL,
  address florin.address NOT NULL,
  next_nonce bigint NOT NULL CHECK (next_nonce >= 0),
  PRIMARY KEY (chain_id, address)
);

-- Every nonce we ever took, with what it carries.
CREATE TABLE florin.signer_nonce (
  chain_id bigint NOT NULL,
  address florin.address NOT NULL,
  nonce bigint NOT NULL CHECK (nonce >= 0),
  relay_id text REFERENCES florin.relay,
  -- foreign: mined by something that is not in our books; alarming.
  status text NOT NULL CHECK (status IN ('taken', 'broadcast', 'mined', 'final', 'foreign')),
  mined_hash florin.bytes32,
  mined_block bigint,
  mined_block_hash florin.bytes32,
  succeeded boolean,
  gas_used florin.base_units,
  effective_gas_price florin.base_units,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (chain_id, address, nonce),
  FOREIGN KEY (chain_id, address) REFERENCES florin.gas_signer
);
CREATE INDEX signer_nonce_open ON florin.signer_nonce (chain_id, address, nonce)
  WHERE status IN ('taken', 'broadcast', 'mined');
CREATE INDEX signer_nonce_relay ON florin.signer_nonce (relay_id) WHERE relay_id IS NOT NULL;

-- The signed bytes of every transaction, stored before they are sent. Any hash of a nonce may be the mined one.
CREATE TABLE florin.signer_transaction (
  chain_id bigint NOT NULL,
  hash florin.bytes32 NOT NULL,
  address florin.address NOT NULL,
  nonce bigint NOT NULL,
  raw text NOT NULL CHECK (raw ~ '^0x[0-9a-f]+$'),
  max_fee_per_gas florin.base_units NOT NULL,
  max_priority_fee_per_gas florin.base_units NOT NULL,
  gas_limit florin.base_units NOT NULL,
  created_at timestamptz NOT NULL,
  last_sent_at timestamptz,
  PRIMARY KEY (chain_id, hash),
  FOREIGN KEY (chain_id, address, nonce) REFERENCES florin.signer_nonce
);
CREATE INDEX signer_transaction_nonce ON florin.signer_transaction (chain_id, address, nonce);
