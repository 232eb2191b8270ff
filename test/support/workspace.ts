import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

let folder: string | undefined

/** One folder per test process for logs and deployment files; it is removed when the process ends. */
export function testFolder(): string {
  if (folder === undefined) {
    const made = mkdtempSync(path.join(tmpdir(), 'florin-test-'))
    // Postgres may run as another user than we do, who has to get to its data.
    chmodSync(made, 0o755)
    process.once('exit', () => rmSync(made, { recursive: true, force: true }))
    folder = made
  }
  return folder
}

let files = 0

/** A new path in the folder of this test process, such as `3-anvil.log`. */
export function testFile(name: string): string {
  files += 1
  return path.join(testFolder(), `${files}-${name}`)
}
