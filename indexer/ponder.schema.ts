// Ponder reads all tables from this file.
//
// Every primary key begins with the chain id, so that chains can be indexed by separate writers one day.
// Amounts are base units; times and deadlines are Unix seconds. Addresses and hashes are lower-case 0x text (`t.hex()` lowers
// them on the way in).

export * from './schema/balances.ts'
export * from './schema/charges.ts'
export * from './schema/failures.ts'
export * from './schema/payments.ts'
export * from './schema/settings.ts'
export * from './schema/subscriptions.ts'
