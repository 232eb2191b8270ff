import type { Owner } from './caller.ts'
import type { EventType } from './eventTypes.ts'

export interface NewEvent {
  owner: Owner
  type: EventType
  objectId: string
  /** The object as the API shows it at this moment. */
  object: Record<string, unknown>
  /** What happened, where the object alone does not say. */
  cause?: Record<string, unknown>
  /** The one endpoint that is to hear of it, instead of all that want its type. */
  onlyTo?: string
}

/** What a transaction has to tell at its end; null where everything is told at once. */
export interface Untold {
  untold: NewEvent[] | null
}
