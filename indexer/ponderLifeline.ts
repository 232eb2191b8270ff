import { isMainThread } from 'node:worker_threads'
import { onLifelineClosed } from './lifeline.ts'

// Loaded into Ponder's process before Ponder itself. SIGINT, because on SIGTERM the Vite server inside Ponder ends the
// process before Ponder has unlocked its schema, and the next start would wait 25 seconds for the lock to expire.
if (isMainThread) onLifelineClosed(3, () => process.kill(process.pid, 'SIGINT'))
