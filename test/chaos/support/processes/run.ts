import type { Part } from '../../../../scripts/local/part.ts'
import type { World } from '../../../api/support/world.ts'
import { startTestPart } from '../../../support/part.ts'

type Role = 'api' | 'worker'

const FILES: Record<Role, string> = { api: 'api/src/main.ts', worker: 'api/src/worker.ts' }

/** An API or worker process of a world, as in production, which says when it is ready. */
export function runProcess(
  world: World,
  role: Role,
  env: Record<string, string> = {},
): Promise<Part & { url: string }> {
  return startTestPart({ name: role, file: FILES[role], env: { ...world.env(role), ...env }, ready: 'line' })
}
