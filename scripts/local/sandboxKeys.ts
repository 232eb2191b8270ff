import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { textAt } from './json.ts'

/** What must stay the same over starts: a sandbox is new each time, the demo merchant's key is not. */
export type SandboxKeys = {
  /** Encrypts webhook secrets at rest; 32 bytes as hex. */
  secretsKey: string
  demoApiKey: string
}

export function sandboxKeys(dir: string): SandboxKeys {
  const file = path.join(dir, 'keys.json')
  if (existsSync(file)) {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return { secretsKey: textAt(kept, 'secretsKey'), demoApiKey: textAt(kept, 'demoApiKey') }
  }
  mkdirSync(dir, { recursive: true })
  const made: SandboxKeys = {
    secretsKey: randomBytes(32).toString('hex'),
    demoApiKey: `fl_test_${randomBytes(24).toString('base64url')}`,
  }
  writeFileSync(file, `${JSON.stringify(made)}\n`, { mode: 0o600 })
  return made
}
