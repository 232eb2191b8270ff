-- Up Migration

-- Adds what a relay may cost to every counter that it counts in, or fails with FL001 and the first counter that
-- has no room: its subject, hour in seconds, limit, and what is reserved and spent. It fails,
-- instead of saying so, so that a commit that is sent right behind it takes everything back. Counters are locked in one order.
CREATE FUNCTION florin.reserve_gas(
  in_merchant text,
  in_chain bigint,
  in_wei numeric,
  subjects text[],
  hours timestamptz[],
  -- Null is no limit.
  limits numeric[],
  -- Which of the host's decisions for the merchant, where it made one, stands in place of the limit.
  owns text[]
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  lacking record;
  held record;
BEGIN
  WITH wanted AS (
    SELECT asked.position, asked.subject, asked.hour, coalesce(
      CASE asked.own WHEN 'hour_limit' THEN budget.hour_limit WHEN 'total_limit' THEN budget.total_limit END,
      asked.limit_wei) AS allowed
    FROM unnest(subjects, hours, limits, owns) WITH ORDINALITY AS asked (subject, hour, limit_wei, own, position)
    LEFT JOIN florin.sponsor_budget AS budget
      ON asked.own IS NOT NULL AND budget.merchant_id = in_merchant AND budget.chain_id = in_chain
  ), kept AS (
    INSERT INTO florin.sponsor_counter AS counter (chain_id, subject, hour, reserved, spent, limit_wei)
    SELECT in_chain, wanted.subject, wanted.hour, in_wei, 0, wanted.allowed
    FROM wanted
    WHERE wanted.allowed IS NULL OR wanted.allowed >= in_wei
    ORDER BY wanted.subject COLLATE "C", wanted.hour
    ON CONFLICT (chain_id, subject, hour) DO UPDATE
    SET reserved = counter.reserved + excluded.reserved, limit_wei = excluded.limit_wei
    WHERE excluded.limit_wei IS NULL
      OR counter.reserved + counter.spent + excluded.reserved <= excluded.limit_wei
    RETURNING counter.subject, counter.hour
  )
  SELECT wanted.subject, wanted.hour, wanted.allowed INTO lacking
  FROM wanted WHERE NOT EXISTS (
    SELECT FROM kept WHERE kept.subject = wanted.subject AND kept.hour = wanted.hour)
  ORDER BY wanted.position LIMIT 1;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  SELECT counter.reserved, counter.spent INTO held FROM florin.sponsor_counter AS counter
  WHERE counter.chain_id = in_chain AND counter.subject = lacking.subject AND counter.hour = lacking.hour;
  RAISE EXCEPTION 'a gas budget is used up' USING ERRCODE = 'FL001', DETAIL = concat_ws(' ', lacking.subject,
    extract(epoch FROM lacking.hour)::bigint, lacking.allowed, coalesce(held.reserved, 0), coalesce(held.spent, 0));
END
$$;
REVOKE EXECUTE ON FUNCTION florin.reserve_gas FROM PUBLIC;
GRANT EXECUTE ON FUNCTION florin.reserve_gas TO florin_api, florin_worker;
