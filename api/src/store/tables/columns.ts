import type { ColumnType } from 'kysely'

/** Hex text in lower case: an address has 20 bytes, a hash or an onchain id 32. */
export type Hex = `0x${string}`
/** Written once, never changed. */
export type Fixed<T> = ColumnType<T, T, never>
/** Written once or by the table's default, never changed. */
export type FixedDefaulted<T> = ColumnType<T, T | undefined, never>
/** Optional at insert because the table has a default. */
export type Defaulted<T> = ColumnType<T, T | undefined, T>
/** Read as a parsed value, written as JSON text. */
export type Json<T> = ColumnType<T, string, string>
/** The same, optional at insert because the table has a default. */
export type DefaultedJson<T> = ColumnType<T, string | undefined, string>
