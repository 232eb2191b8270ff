-- Up Migration

-- The gas that a relay's call is signed with, and that was reserved for it. Before now it was the same for all.
ALTER TABLE florin.relay
  ADD COLUMN gas_limit florin.base_units NOT NULL DEFAULT 600000;
