-- Up Migration

-- How far posting has come on each chain.
CREATE TABLE florin.posting_chain (
  chain_id bigint PRIMARY KEY,
  -- Everything at or below is final and never read again.
  finalized_block bigint NOT NULL,
  -- The highest block in which a fact was ever seen; a checkpoint below it proves nothing missing.
  highest_seen_block bigint NOT NULL,
  head_block bigint NOT NULL,
  head_time timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

-- What happened on chain, once per inclusion. identity = keccak256(chain, contract, topics, data).
CREATE TABLE florin.chain_fact (
  chain_id bigint NOT NULL,
  identity florin.bytes32 NOT NULL,
  inclusion integer NOT NULL CHECK (inclusion >= 1),
  kind text NOT NULL,
  contract florin.address NOT NULL,
  payment_onchain_id florin.bytes32,
  -- The account whose books the fact belongs to: the payment's merchant, or a withdrawal's account.
  account florin.address NOT NULL,
  payload jsonb NOT NULL,
  legs jsonb NOT NULL,
  block_number bigint NOT NULL,
  block_hash florin.bytes32 NOT NULL,
  block_time timestamptz NOT NULL,
  tx_hash florin.bytes32 NOT NULL,
  log_index integer NOT NULL,
  confirm_at_block bigint NOT NULL,
  status text NOT NULL CHECK (status IN ('pending', 'confirmed', 'finalized', 'reverted')),
  seen_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  reverted_at timestamptz,
  PRIMARY KEY (chain_id, identity, inclusion)
);
-- At most one inclusion of a fact lives.
CREATE UNIQUE INDEX chain_fact_live ON florin.chain_fact (chain_id, identity) WHERE status <> 'reverted';
CREATE INDEX chain_fact_unfinished ON florin.chain_fact (chain_id, block_number, log_index)
  WHERE status IN ('pending', 'confirmed');
CREATE INDEX chain_fact_payment ON florin.chain_fact (chain_id, payment_onchain_id);

CREATE TABLE florin.ledger_transaction (
  id text PRIMARY KEY,
  chain_id bigint NOT NULL,
  identity florin.bytes32 NOT NULL,
  inclusion integer NOT NULL,
  direction text NOT NULL CHECK (direction IN ('post', 'reverse')),
  effective_at timestamptz NOT NULL,
  posted_at timestamptz NOT NULL,
  UNIQUE (chain_id, identity, inclusion, direction),
  FOREIGN KEY (chain_id, identity, inclusion) REFERENCES florin.chain_fact
);

-- Signed legs; an asset is (chain, token). Nothing is updated or deleted.
CREATE TABLE florin.ledger_entry (
  transaction_id text NOT NULL REFERENCES florin.ledger_transaction,
  position integer NOT NULL,
  account text NOT NULL CHECK (account ~ '^(external|escrow|available|prepaid|gas):0x[0-9a-f]+$'),
  chain_id bigint NOT NULL,
  token florin.address NOT NULL,
  amount numeric(78, 0) NOT NULL CHECK (amount <> 0),
  PRIMARY KEY (transaction_id, position)
);
CREATE INDEX ledger_entry_account ON florin.ledger_entry (chain_id, token, account);

CREATE FUNCTION florin.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER ledger_transaction_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON florin.ledger_transaction
  FOR EACH STATEMENT EXECUTE FUNCTION florin.refuse_change();
CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON florin.ledger_entry
  FOR EACH STATEMENT EXECUTE FUNCTION florin.refuse_change();

-- Judged at commit, when all legs of the transaction stand.
CREATE FUNCTION florin.require_zero_sum() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  unbalanced record;
BEGIN
  SELECT token, sum(amount) AS total INTO unbalanced
    FROM florin.ledger_entry WHERE transaction_id = NEW.transaction_id
    GROUP BY chain_id, token HAVING sum(amount) <> 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger transaction % does not balance: % sums to %',
      NEW.transaction_id, unbalanced.token, unbalanced.total USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER ledger_entry_zero_sum AFTER INSERT ON florin.ledger_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION florin.require_zero_sum();

-- A transaction without legs would post nothing and say it did.
CREATE FUNCTION florin.require_legs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM florin.ledger_entry WHERE transaction_id = NEW.id) THEN
    RAISE EXCEPTION 'ledger transaction % has no entries', NEW.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER ledger_transaction_has_legs AFTER INSERT ON florin.ledger_transaction
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION florin.require_legs();
