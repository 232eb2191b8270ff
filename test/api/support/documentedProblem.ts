import { isErrorCode, meaningOf } from '../../../api/src/domain/errorCodes.ts'
import { statusOf } from '../../../api/src/middleware/problem.ts'
import { problemSchema } from '../../../api/src/routes/shapes/problem.ts'
import type { Reply } from './server.ts'

const COMMON = ['type', 'title', 'status', 'detail', 'instance', 'code', 'param', 'errors', 'request_id']

/** That a problem is as the schema and docs/errors.md say: with no member that they do not name for its code. */
export function expectDocumentedProblem({ status, headers, body }: Reply): void {
  if (!headers.get('content-type')?.startsWith('application/problem+json')) return
  const { code } = problemSchema.strict().parse(body)
  if (code === 'internal_error') return
  if (!isErrorCode(code)) throw new Error(`${code} is no code of docs/errors.md`)
  if (status !== statusOf(code)) throw new Error(`${code} has status ${status}`)
  const named: readonly string[] = [...COMMON, ...(meaningOf(code).extra ?? [])]
  const other = Object.keys(body).filter((name) => !named.includes(name))
  if (other.length > 0)
    throw new Error(`errorCodes.ts does not say that ${code} comes with ${other.join(', ')}`)
}
