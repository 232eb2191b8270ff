import type { Mode } from '../../domain/caller.ts'
import type { Defaulted, Fixed, Json } from './columns.ts'

/** What merchants are told, and how it reached them. */
export interface WebhooksTables {
  event: {
    id: Fixed<string>
    merchant_id: Fixed<string>
    mode: Fixed<Mode>
    seq: Fixed<bigint>
    type: Fixed<string>
    object_id: Fixed<string>
    data: Json<Record<string, unknown>>
    created_at: Fixed<Date>
  }
  webhook_endpoint: {
    id: Fixed<string>
    merchant_id: Fixed<string>
    mode: Fixed<Mode>
    url: string
    description: string | null
    enabled_events: string[]
    metadata: Json<Record<string, string>>
    secret_encrypted: Buffer
    previous_secret_encrypted: Buffer | null
    previous_secret_expires_at: Date | null
    status: 'enabled' | 'disabled' | 'deleted'
    disabled_reason: string | null
    failing_since: Date | null
    slow_until: Defaulted<Date | null>
    version: Fixed<string>
    created_at: Fixed<Date>
  }
  webhook_delivery: {
    endpoint_id: Fixed<string>
    event_id: Fixed<string>
    /** The event's own number. */
    seq: Fixed<bigint>
    status: 'pending' | 'delivered' | 'dead'
    attempts: Defaulted<number>
    failures: Defaulted<number>
    next_attempt_at: Date | null
    leased_until: Date | null
    /** Heard after all that is new to the endpoint. */
    replay: Defaulted<boolean>
    delivered_at: Date | null
    created_at: Fixed<Date>
  }
  webhook_attempt: {
    endpoint_id: Fixed<string>
    event_id: Fixed<string>
    number: Fixed<number>
    started_at: Fixed<Date>
    duration_ms: Fixed<number>
    response_status: Fixed<number | null>
    response_excerpt: Fixed<string | null>
    error: Fixed<string | null>
  }
}
