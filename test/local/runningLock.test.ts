import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { AlreadyRunningError, takeRunningLock } from '../../scripts/local/runningLock.ts'
import { testFile } from '../support/workspace.ts'

/** Above the greatest number that a Linux or macOS kernel gives to a process. */
const NOBODY = 4_194_305

describe('the lock of a sandbox', () => {
  it('is refused while its holder lives', () => {
    const dir = testFile('sandbox')
    expect(existsSync(takeRunningLock(dir))).to.equal(true)
    expect(() => takeRunningLock(dir)).to.throw(AlreadyRunningError, String(process.pid))
  })

  it('is taken over from a holder that is dead, or that left no number', () => {
    for (const content of [String(NOBODY), '']) {
      const dir = testFile('sandbox')
      mkdirSync(dir, { recursive: true })
      writeFileSync(path.join(dir, 'lock'), content)
      expect(takeRunningLock(dir)).to.equal(path.join(dir, 'lock'))
    }
  })
})
