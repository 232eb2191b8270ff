// Judges mutants one by one in a process of its own, which can be killed when a mutant does not end. Talks with pool.ts.
import { createJudge, type Judge } from './judge.ts'
import type { FromWorker, ToWorker } from './messages.ts'
import { rememberTableEntries } from './tableEntries.ts'

rememberTableEntries()

const tell = (message: FromWorker) => process.send?.(message)
let judge: Judge | undefined

async function answer(message: ToWorker): Promise<void> {
  if (message.kind === 'project') {
    const since = performance.now()
    judge = await createJudge(message.project, message.plan)
    tell({ kind: 'ready', milliseconds: performance.now() - since })
  } else if (judge) {
    tell({ kind: 'verdict', verdict: await judge(message.mutant) })
  }
}

process.on('message', (message: ToWorker) => {
  answer(message).catch((error) => {
    tell({ kind: 'broken', why: error instanceof Error ? error.message : String(error) })
  })
})
// Whoever asked is gone.
process.on('disconnect', () => process.exit())
