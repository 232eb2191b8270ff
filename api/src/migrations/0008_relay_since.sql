-- Up Migration

-- Final when the relay was accepted: whatever became of the intent stands in a later block.
ALTER TABLE florin.relay ADD COLUMN since_block bigint NOT NULL DEFAULT 0;
