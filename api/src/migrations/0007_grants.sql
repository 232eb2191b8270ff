-- Up Migration

GRANT USAGE ON SCHEMA florin TO florin_api, florin_worker, florin_reports;
GRANT SELECT ON ALL TABLES IN SCHEMA florin TO florin_api, florin_worker, florin_reports;
-- Reports never see what guards an account or a page.
REVOKE SELECT ON florin.api_key, florin.idempotency_key, florin.webhook_endpoint, florin.signer_transaction,
  florin.invoice FROM florin_reports;
GRANT SELECT (id, merchant_id, mode, number, chain_id, token, merchant_address, amount, amount_paid, status,
  payment_status, paid_late, capture_method, description, metadata, expires_at, created_at, paid_at, voided_at)
  ON florin.invoice TO florin_reports;

GRANT INSERT, UPDATE ON florin.merchant, florin.merchant_counter, florin.merchant_address, florin.invoice,
  florin.payment_request, florin.webhook_endpoint, florin.relay TO florin_api, florin_worker;
GRANT INSERT, UPDATE ON florin.api_key TO florin_api;
GRANT INSERT, DELETE ON florin.idempotency_key TO florin_api, florin_worker;
GRANT INSERT ON florin.event, florin.webhook_delivery TO florin_api, florin_worker;

-- Facts and books are written by posting alone.
GRANT INSERT, UPDATE ON florin.payment, florin.posting_chain, florin.chain_fact TO florin_worker;
GRANT INSERT ON florin.ledger_transaction, florin.ledger_entry TO florin_worker;

GRANT UPDATE ON florin.webhook_delivery TO florin_worker;
GRANT INSERT ON florin.webhook_attempt TO florin_worker;
GRANT INSERT, UPDATE ON florin.gas_signer, florin.signer_nonce, florin.signer_transaction TO florin_worker;
GRANT INSERT, UPDATE, DELETE ON florin.tick, florin.worker_heartbeat TO florin_worker;

REVOKE EXECUTE ON FUNCTION florin.add_job FROM PUBLIC;
GRANT EXECUTE ON FUNCTION florin.add_job TO florin_api, florin_worker;
