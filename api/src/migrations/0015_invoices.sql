-- Up Migration

-- An amount alone is one line.
INSERT INTO florin.invoice_line (invoice_id, position, description, quantity, unit_amount, amount)
  SELECT id, 0, coalesce(nullif(btrim(description), ''), 'Amount due'), 1, amount, amount FROM florin.invoice
  WHERE amount > 0;

-- What was asked for never changes once it is asked, and what has a number is never gone: the last guard behind the rules.
CREATE FUNCTION florin.keep_open_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'invoice % is open: what it asks for cannot change', OLD.id
    USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER invoice_keeps_terms BEFORE UPDATE ON florin.invoice FOR EACH ROW
  WHEN (OLD.finalized_at IS NOT NULL AND
    (OLD.number, OLD.chain_id, OLD.token, OLD.merchant_address, OLD.amount, OLD.tolerance_bps, OLD.capture_method,
      OLD.finalized_at)
    IS DISTINCT FROM
    (NEW.number, NEW.chain_id, NEW.token, NEW.merchant_address, NEW.amount, NEW.tolerance_bps, NEW.capture_method,
      NEW.finalized_at))
  EXECUTE FUNCTION florin.keep_open_invoice();
CREATE TRIGGER invoice_stays BEFORE DELETE ON florin.invoice FOR EACH ROW
  WHEN (OLD.status <> 'draft') EXECUTE FUNCTION florin.keep_open_invoice();

CREATE FUNCTION florin.keep_open_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM florin.invoice WHERE id = OLD.invoice_id AND finalized_at IS NOT NULL) THEN
    RAISE EXCEPTION 'invoice % is open: its lines cannot change', OLD.invoice_id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER invoice_line_stays BEFORE UPDATE OR DELETE ON florin.invoice_line FOR EACH ROW
  EXECUTE FUNCTION florin.keep_open_lines();

GRANT DELETE ON florin.invoice TO florin_api;
