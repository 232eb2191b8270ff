import { DomainError } from '../../domain/errors.ts'

export function referenceTaken(reference: string | null | undefined): DomainError {
  return new DomainError(
    'customer_reference_taken',
    `Another customer has the reference ${JSON.stringify(reference)}; GET /v1/customers?reference=… finds it.`,
    { param: 'reference' },
  )
}
