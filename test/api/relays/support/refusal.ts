import { DomainError } from '../../../../api/src/domain/errors.ts'

/** The domain error that a promise ends with. */
export async function refusal(promise: Promise<unknown>): Promise<DomainError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof DomainError) return error
  throw new Error('expected a refusal', { cause: error })
}
