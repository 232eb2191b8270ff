import { fileURLToPath } from 'node:url'
import { type Part, type PartOptions, startPart } from '../../scripts/local/part.ts'
import { readyByLine, readyByRequest } from '../../scripts/local/ready.ts'
import { testFile } from './workspace.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
/** A whole system starts in a quarter of a minute on two idle cores, which are shared with other tests here. */
const READY_TIMEOUT_MS = 120_000

export type TestPartOptions = Omit<PartOptions, 'logFile' | 'command' | 'args'> & {
  /** The TypeScript file to run, from the root of the repository: `api/src/main.ts`. */
  file: string
  args?: readonly string[]
  /** `line` waits for `{"ready":true,"url":…}`; a URL is asked until it answers with a success. */
  ready?: 'line' | { url: string }
}

/** Runs one of our processes as `npm start` does: its own process group, a lifeline, its log in a file. */
export async function startTestPart({
  file,
  args = [],
  ready,
  ...options
}: TestPartOptions): Promise<Part & { url: string }> {
  const logFile = testFile(`${options.name}.log`)
  const part = startPart({
    cwd: ROOT,
    ...options,
    command: process.execPath,
    args: [file, ...args],
    logFile,
  })
  try {
    if (ready === 'line') return { ...part, url: await readyByLine(part, READY_TIMEOUT_MS) }
    if (ready) await readyByRequest(part, ready.url, READY_TIMEOUT_MS)
    return { ...part, url: ready?.url ?? '' }
  } catch (error) {
    await part.stop()
    throw error
  }
}
