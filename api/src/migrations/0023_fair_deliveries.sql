-- Up Migration

-- Asked for once more: heard after all that the endpoint has not heard of yet.
ALTER TABLE florin.webhook_delivery ADD COLUMN replay boolean NOT NULL DEFAULT false;
DROP INDEX florin.webhook_delivery_next;
CREATE INDEX webhook_delivery_next ON florin.webhook_delivery (endpoint_id, replay, seq) WHERE status = 'pending';
GRANT UPDATE (replay) ON florin.webhook_delivery TO florin_api;

-- Until then the endpoint is told by workers that quick ones do not need.
ALTER TABLE florin.webhook_endpoint ADD COLUMN slow_until timestamptz;

-- Whether a job with this key waits or runs. The queue's tables stay closed.
CREATE FUNCTION florin.has_job(job_key text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM graphile_worker.jobs WHERE key = job_key AND attempts < max_attempts);
$$;
REVOKE EXECUTE ON FUNCTION florin.has_job FROM PUBLIC;
GRANT EXECUTE ON FUNCTION florin.has_job TO florin_api, florin_worker;
