-- Up Migration

-- Takes the lock of an Idempotency-Key until the transaction ends, and reads the answer that was stored for it. The second query sees
-- what was committed before the lock was taken; one query for both would not.
CREATE FUNCTION florin.take_idempotency_key(
  lock_name text,
  in_scope text,
  in_mode florin.mode,
  in_key text,
  OUT taken boolean,
  OUT fingerprint bytea,
  OUT status integer,
  OUT body jsonb
) LANGUAGE plpgsql AS $$
BEGIN
  taken := pg_try_advisory_xact_lock(hashtextextended(lock_name, 0));
  IF taken THEN
    SELECT stored.fingerprint, stored.status, stored.body INTO fingerprint, status, body
    FROM florin.idempotency_key AS stored
    WHERE stored.scope = in_scope AND stored.mode = in_mode AND stored.key = in_key;
  END IF;
END
$$;
REVOKE EXECUTE ON FUNCTION florin.take_idempotency_key FROM PUBLIC;
GRANT EXECUTE ON FUNCTION florin.take_idempotency_key TO florin_api, florin_worker;
