import type { AstNode, Span } from './ast.ts'
import type { Source } from './source.ts'

export type OperatorName =
  | 'arithmetic'
  | 'assembly'
  | 'bitwise'
  | 'comparison'
  | 'constant'
  | 'guard'
  | 'logical'
  | 'modifier'
  | 'statement'
  | 'ternary'

/** One change of one place of a source. */
export type Edit = Span & { operator: OperatorName; replacement: string }

/** Gives every change of its kind at this node; children are visited by themselves. */
export type Operator = (node: AstNode, parent: AstNode | undefined, source: Source) => Edit[]
