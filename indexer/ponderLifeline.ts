import { isMainThread } from 'node:worker_threads'
import { onLifelineClosed } from './lifeline.ts'

// Loaded into Ponder's process before Ponder itself. A signal instead of an exit lets Ponder unlock its schema, so that
// the next start does not wait 25 seconds for the lock to expire.
if (isMainThread) onLifelineClosed(3, () => process.kill(process.pid, 'SIGTERM'))
