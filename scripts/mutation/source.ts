import { type AstNode, type Span, spanOf } from './ast.ts'

/** A source file as bytes, since solc's positions count bytes. */
export type Source = {
  bytes: Buffer
  text(part: AstNode | Span): string
  /** From 1. */
  lineOf(position: number): number
}

export function createSource(content: string): Source {
  const bytes = Buffer.from(content)
  return {
    bytes,
    text(part) {
      const { start, end } = 'nodeType' in part ? spanOf(part) : part
      return bytes.toString('utf8', start, end)
    },
    lineOf: (position) => bytes.toString('utf8', 0, position).split('\n').length,
  }
}

export function replaceSpan(content: string, { start, end }: Span, replacement: string): string {
  const bytes = Buffer.from(content)
  return bytes.toString('utf8', 0, start) + replacement + bytes.toString('utf8', end)
}
