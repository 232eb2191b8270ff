import { styleText } from 'node:util'
import { MultiBar, type SingleBar } from 'cli-progress'

const FORMAT = '{bar} {value}/{total} {running}'

export type Display = {
  begins(name: string): void
  ends(name: string, outcome: 'passed' | 'failed', detail: string): void
  /** Text between the lines, such as the log of a step that failed. */
  tell(text: string): void
  close(): void
}

/** One line per finished step; on a terminal, a bar below them says how far the whole is. */
export function createDisplay(total: number): Display {
  const { stderr } = process
  const bars = stderr.isTTY
    ? new MultiBar({ format: FORMAT, stream: stderr, clearOnComplete: true })
    : undefined
  const bar: SingleBar | undefined = bars?.create(total, 0, { running: '' })
  const running = new Set<string>()
  let done = 0

  const tell = (text: string) => (bars ? bars.log(`${text}\n`) : stderr.write(`${text}\n`))
  const update = () => bar?.update(done, { running: [...running].join(', ') })

  return {
    tell,
    begins(name) {
      running.add(name)
      if (!bars) tell(`  … ${name}`)
      update()
    },
    ends(name, outcome, detail) {
      running.delete(name)
      done += 1
      const mark = outcome === 'passed' ? styleText('green', '✓') : styleText('red', '✗')
      tell(`${mark} [${done}/${total}] ${name} ${styleText('dim', detail, { stream: stderr })}`)
      update()
    },
    close: () => bars?.stop(),
  }
}
