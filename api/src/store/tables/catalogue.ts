import type { Mode } from '../../domain/caller.ts'
import type { Fixed, Hex, Json } from './columns.ts'

type Metadata = Json<Record<string, string>>

/** Whom a merchant bills, and for what. */
export interface CatalogueTables {
  customer: {
    id: Fixed<string>
    merchant_id: Fixed<string>
    mode: Fixed<Mode>
    name: string | null
    email: string | null
    reference: string | null
    metadata: Metadata
    created_at: Fixed<Date>
    deleted_at: Date | null
  }
  product: {
    id: Fixed<string>
    merchant_id: Fixed<string>
    mode: Fixed<Mode>
    name: string
    description: string | null
    active: boolean
    metadata: Metadata
    created_at: Fixed<Date>
  }
  price: {
    id: Fixed<string>
    merchant_id: Fixed<string>
    mode: Fixed<Mode>
    product_id: Fixed<string>
    type: Fixed<'one_time'>
    chain_id: Fixed<bigint>
    token: Fixed<Hex>
    unit_amount: Fixed<bigint>
    active: boolean
    metadata: Metadata
    created_at: Fixed<Date>
  }
  payment_link: {
    id: Fixed<string>
    merchant_id: Fixed<string>
    mode: Fixed<Mode>
    link_token: Fixed<string>
    active: boolean
    capture_method: Fixed<'automatic' | 'manual'>
    return_url: Fixed<string | null>
    cancel_url: Fixed<string | null>
    metadata: Metadata
    created_at: Fixed<Date>
  }
  payment_link_line: {
    payment_link_id: Fixed<string>
    position: Fixed<number>
    price_id: Fixed<string>
    quantity: Fixed<number>
  }
}
