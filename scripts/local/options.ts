import { type ParseArgsConfig, parseArgs } from 'node:util'

/**
 * Parses a command's arguments. A wrong one is told in a sentence, with the usage, and ends the process with 2; `--help`
 * prints the usage and ends it with 0.
 */
export function readOptions<T extends NonNullable<ParseArgsConfig['options']>>(usage: string, options: T) {
  const all = { ...options, help: { type: 'boolean', short: 'h' } } as const
  const { values } = parseOrExplain(usage, all)
  if ('help' in values && values.help === true) {
    process.stdout.write(usage)
    process.exit(0)
  }
  return values
}

function parseOrExplain<T extends NonNullable<ParseArgsConfig['options']>>(usage: string, options: T) {
  try {
    return parseArgs({ options })
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
    process.exit(2)
  }
}
