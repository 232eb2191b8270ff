import { readFileSync } from 'node:fs'

/** The TypeScript of the README, by the heading that it stands under. */
export function readExamples(file: string): Map<string, string> {
  const sections = readFileSync(file, 'utf8').split(/^## /m).slice(1)
  const examples = new Map<string, string>()
  for (const section of sections) {
    const heading = section.split('\n', 1)[0] ?? ''
    for (const [, source = ''] of section.matchAll(/^```ts\n(.*?)^```$/gms)) {
      if (examples.has(heading))
        throw new Error(`${heading} has two examples: give each a heading of its own`)
      examples.set(heading, source)
    }
  }
  return examples
}
