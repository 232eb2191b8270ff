-- Up Migration

-- Which objects have which metadata, in the order in which lists show them. It is derived from the objects' own column, by a
-- trigger, so that no writer can forget it, and no role may write it.
CREATE TABLE florin.metadata_entry (
  digest uuid NOT NULL,
  object_id text NOT NULL,
  PRIMARY KEY (digest, object_id)
);
GRANT SELECT ON florin.metadata_entry TO florin_api, florin_worker;

-- Of a merchant's key and value on one kind of object: of one length, whatever the value's. It serves to find, not to prove.
CREATE FUNCTION florin.metadata_digest(merchant_id text, mode text, id_prefix text, key text, value text) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN left(encode(sha256(convert_to(
  merchant_id || E'\x01' || mode || E'\x01' || id_prefix || E'\x01' || key || E'\x01' || value, 'UTF8')), 'hex'), 32)::uuid;

CREATE FUNCTION florin.metadata_digests(merchant_id text, mode text, id text, metadata jsonb) RETURNS SETOF uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT florin.metadata_digest(merchant_id, mode, split_part(id, '_', 1), key, value) FROM jsonb_each_text(metadata);
END;

CREATE FUNCTION florin.keep_metadata_entries() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM florin.metadata_entry
    WHERE object_id = OLD.id
      AND digest IN (SELECT florin.metadata_digests(OLD.merchant_id, OLD.mode, OLD.id, OLD.metadata));
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO florin.metadata_entry
    SELECT florin.metadata_digests(NEW.merchant_id, NEW.mode, NEW.id, NEW.metadata), NEW.id
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION florin.keep_metadata_entries FROM PUBLIC;

-- For each table whose objects have metadata: `CALL florin.index_metadata('florin.invoice')`. The table needs the columns id,
-- merchant_id, mode and metadata.
CREATE PROCEDURE florin.index_metadata(objects regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER metadata_added AFTER INSERT ON %s
    FOR EACH ROW WHEN (NEW.metadata <> ''{}'') EXECUTE FUNCTION florin.keep_metadata_entries()', objects);
  EXECUTE format('CREATE TRIGGER metadata_changed AFTER UPDATE OF metadata ON %s
    FOR EACH ROW WHEN (NEW.metadata <> OLD.metadata) EXECUTE FUNCTION florin.keep_metadata_entries()', objects);
  EXECUTE format('CREATE TRIGGER metadata_removed AFTER DELETE ON %s
    FOR EACH ROW WHEN (OLD.metadata <> ''{}'') EXECUTE FUNCTION florin.keep_metadata_entries()', objects);
  EXECUTE format('INSERT INTO florin.metadata_entry
    SELECT florin.metadata_digests(merchant_id, mode, id, metadata), id FROM %s ON CONFLICT DO NOTHING', objects);
END $$;
REVOKE EXECUTE ON PROCEDURE florin.index_metadata FROM PUBLIC;

-- Every list whose objects have metadata by now, those of neighbouring migrations included.
DO $$
DECLARE
  objects regclass;
BEGIN
  FOR objects IN
    SELECT attrelid::regclass FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = 'florin'::regnamespace AND relkind = 'r' AND attname = 'metadata' AND NOT attisdropped
      AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = 'merchant_id')
    ORDER BY relname
  LOOP
    CALL florin.index_metadata(objects);
  END LOOP;
END $$;

-- Whose invoice a payment pays. An invoice's customer is fixed once it can be paid, so this copy of it stays true as long as it is
-- made wherever a payment gets its invoice.
ALTER TABLE florin.payment ADD COLUMN customer_id text REFERENCES florin.customer;
CREATE FUNCTION florin.copy_customer() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  NEW.customer_id := (SELECT customer_id FROM florin.invoice WHERE id = NEW.invoice_id);
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION florin.copy_customer FROM PUBLIC;
CREATE TRIGGER customer_of_invoice BEFORE INSERT OR UPDATE OF invoice_id ON florin.payment
  FOR EACH ROW WHEN (NEW.invoice_id IS NOT NULL) EXECUTE FUNCTION florin.copy_customer();
UPDATE florin.payment SET customer_id = invoice.customer_id
  FROM florin.invoice WHERE invoice.id = payment.invoice_id AND invoice.customer_id IS NOT NULL;
CREATE INDEX payment_list_customer ON florin.payment (merchant_id, mode, customer_id, id DESC)
  WHERE customer_id IS NOT NULL;

-- Lists leave deleted customers out.
DROP INDEX florin.customer_list;
CREATE INDEX customer_list ON florin.customer (merchant_id, mode, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX customer_list_email ON florin.customer (merchant_id, mode, lower(email), id DESC) WHERE email IS NOT NULL;

CREATE INDEX product_list_active ON florin.product (merchant_id, mode, active, id DESC);
CREATE INDEX price_list_active ON florin.price (merchant_id, mode, active, id DESC);
