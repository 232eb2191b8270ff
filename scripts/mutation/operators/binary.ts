import { type AstNode, nodeIn, spanOf, textIn } from '../ast.ts'
import type { Edit, Operator, OperatorName } from '../operator.ts'
import type { Source } from '../source.ts'

type Swap = { operator: OperatorName; others: readonly string[] }

const comparison = (...others: string[]): Swap => ({ operator: 'comparison', others })
const arithmetic = (...others: string[]): Swap => ({ operator: 'arithmetic', others })
const bitwise = (...others: string[]): Swap => ({ operator: 'bitwise', others })

/** For an order, the moved boundary and the negation. */
const SWAPS: ReadonlyMap<string, Swap> = new Map([
  ['<', comparison('<=', '>=')],
  ['<=', comparison('<', '>')],
  ['>', comparison('>=', '<=')],
  ['>=', comparison('>', '<')],
  ['==', comparison('!=')],
  ['!=', comparison('==')],
  ['+', arithmetic('-')],
  ['-', arithmetic('+')],
  ['*', arithmetic('/')],
  ['/', arithmetic('*')],
  ['%', arithmetic('*')],
  ['**', arithmetic('*')],
  ['+=', arithmetic('-=', '=')],
  ['-=', arithmetic('+=', '=')],
  ['*=', arithmetic('/=', '=')],
  ['/=', arithmetic('*=', '=')],
  ['%=', arithmetic('*=', '=')],
  ['&', bitwise('|')],
  ['|', bitwise('&')],
  ['^', bitwise('&')],
  ['<<', bitwise('>>')],
  ['>>', bitwise('<<')],
  ['&=', bitwise('|=', '=')],
  ['|=', bitwise('&=', '=')],
  ['^=', bitwise('&=', '=')],
  ['<<=', bitwise('>>=')],
  ['>>=', bitwise('<<=')],
])

/** Another operator may bind less tightly than the one that its operand was written for. */
function operandText(operand: AstNode, source: Source): string {
  const text = source.text(operand)
  return ['BinaryOperation', 'Conditional'].includes(operand.nodeType) ? `(${text})` : text
}

/** Left and right stay as they are, and so does what stands around the operator between them. */
function swapped(
  node: AstNode,
  sides: [string, string],
  others: readonly string[],
  source: Source,
): string[] {
  const left = nodeIn(node, sides[0])
  const right = nodeIn(node, sides[1])
  if (!left || !right) return []
  const between = source.text({ start: spanOf(left).end, end: spanOf(right).start })
  return others.map((other) => {
    const operator = between.replace(textIn(node, 'operator'), () => other)
    return operandText(left, source) + operator + operandText(right, source)
  })
}

function withOthers(node: AstNode, sides: [string, string], source: Source): Edit[] {
  const swap = SWAPS.get(textIn(node, 'operator'))
  if (!swap) return []
  const edit = (replacement: string) => ({ ...spanOf(node), operator: swap.operator, replacement })
  return swapped(node, sides, swap.others, source).map(edit)
}

/** `a && b` becomes `a || b`, and each side alone. */
function logical(node: AstNode, source: Source): Edit[] {
  const others = textIn(node, 'operator') === '&&' ? ['||'] : ['&&']
  const sides = ['leftExpression', 'rightExpression'] as const
  const alone = sides.flatMap((side) => {
    const part = nodeIn(node, side)
    return part ? [source.text(part)] : []
  })
  const all = [...swapped(node, ['leftExpression', 'rightExpression'], others, source), ...alone]
  return all.map((replacement) => ({ ...spanOf(node), operator: 'logical', replacement }))
}

/** Other operators between the same operands. */
export const binary: Operator = (node, _parent, source) => {
  if (node.nodeType === 'Assignment') return withOthers(node, ['leftHandSide', 'rightHandSide'], source)
  if (node.nodeType !== 'BinaryOperation') return []
  if (['&&', '||'].includes(textIn(node, 'operator'))) return logical(node, source)
  return withOthers(node, ['leftExpression', 'rightExpression'], source)
}
