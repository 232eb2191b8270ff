import { isRecord } from '../../../scripts/local/json.ts'
import { startTestPart } from '../../support/part.ts'
import { waitFor } from '../../support/waitFor.ts'
import { testFile } from '../../support/workspace.ts'

export type ListenerProcess = Awaited<ReturnType<typeof runListener>>

/** Starts the command, in a sandbox where nothing runs unless the environment names another. */
export function runListener(env: Record<string, string>, ...args: string[]) {
  return startTestPart({
    name: 'listen',
    file: 'scripts/listen.ts',
    env: { FLORIN_DIR: testFile('empty-sandbox'), ...env },
    args,
  })
}

/** Starts the command and waits until it hears; answers also with where it does. */
export async function openListener(env: Record<string, string>, ...args: string[]) {
  const listener = await runListener(env, ...args)
  const [, url = ''] = await waitFor(() => /^Listening at (http\S+) for /m.exec(listener.output()), {
    describe: 'the listener to hear',
  })
  return { ...listener, url }
}

/** The line that holds some text, once it is there. */
export function lineWith(listener: Pick<ListenerProcess, 'output'>, text: string): Promise<string> {
  return waitFor(
    () =>
      listener
        .output()
        .split('\n')
        .find((line) => line.includes(text)),
    {
      describe: `a line with ${text}`,
    },
  )
}

export async function jsonLineWith(
  listener: Pick<ListenerProcess, 'output'>,
  text: string,
): Promise<Record<string, unknown>> {
  const told: unknown = JSON.parse(await lineWith(listener, text))
  if (!isRecord(told)) throw new Error('the line is no object')
  return told
}
