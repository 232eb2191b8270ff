import { execFileSync } from 'node:child_process'
import { getPriority } from 'node:os'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import pino from 'pino'
import { stepBack } from '../../../api/src/stepBack.ts'

const SCRIPT = `
  import os from 'node:os'
  const { stepBack } = await import(${JSON.stringify(import.meta.resolve('../../../api/src/stepBack.ts'))})
  stepBack({ warn: () => process.exit(1) })
  process.stdout.write(String(os.getPriority()))`

const priorityAfter = (command: string, ...args: string[]) =>
  Number(execFileSync(command, [...args, '--input-type=module', '--eval', SCRIPT], { encoding: 'utf8' }))

describe('a worker’s priority', () => {
  it('comes after the API’s', () => {
    expect(priorityAfter(process.execPath)).to.equal(Math.max(5, getPriority()))
  })

  it('stays where it is lower already', () => {
    const lower = Math.min(19, getPriority() + 10)
    expect(priorityAfter('nice', '-n', '10', process.execPath)).to.equal(lower)
  })

  it('keeps nobody from starting where it may not be changed', () => {
    const lines: string[] = []
    const log = pino({}, { write: (line: string) => lines.push(line) })
    const setPriority = () => {
      throw new Error('EACCES')
    }
    stepBack(log, { getPriority: () => 0, setPriority })
    expect(lines).to.have.length(1)
  })
})
