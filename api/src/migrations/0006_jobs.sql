-- Up Migration

-- What node-cron ticked: N replicas tick, one row is inserted, one job runs.
CREATE TABLE florin.tick (
  name text NOT NULL,
  slot timestamptz NOT NULL,
  PRIMARY KEY (name, slot)
);

-- Workers write here every few seconds; the jobs of one that fell silent are freed.
CREATE TABLE florin.worker_heartbeat (
  worker_id text PRIMARY KEY,
  seen_at timestamptz NOT NULL
);

-- Adds a job inside the caller's transaction. The queue's tables stay closed to everyone but the worker.
CREATE FUNCTION florin.add_job(
  identifier text,
  payload json,
  queue_name text DEFAULT NULL,
  run_at timestamptz DEFAULT NULL,
  job_key text DEFAULT NULL
) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT graphile_worker.add_job(
    identifier := identifier, payload := payload, queue_name := queue_name,
    run_at := run_at, max_attempts := 25, job_key := job_key);
$$;
