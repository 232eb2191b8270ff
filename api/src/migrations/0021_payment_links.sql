-- Up Migration

-- What was bought by a link, newest first: for lists, and to bound what strangers can have it make.
CREATE INDEX invoice_list_payment_link ON florin.invoice (merchant_id, mode, payment_link_id, id DESC)
  WHERE payment_link_id IS NOT NULL;
