import { spanOf, textIn, typeOf } from '../ast.ts'
import type { Operator } from '../operator.ts'

function others(kind: string, type: string, text: string): string[] {
  if (kind === 'bool') return [text === 'true' ? 'false' : 'true']
  if (kind === 'number' && type.startsWith('int_const')) {
    return type === 'int_const 0' ? ['1'] : [`(${text} + 1)`, `(${text} - 1)`]
  }
  const isText = ['string', 'hexString', 'unicodeString'].includes(kind)
  return isText && !/^\w*(""|'')$/.test(text) ? ['""'] : []
}

/** Integers one more and one less, the other truth, the empty text. */
export const constant: Operator = (node, _parent, source) => {
  if (node.nodeType !== 'Literal') return []
  return others(textIn(node, 'kind'), typeOf(node), source.text(node)).map((replacement) => ({
    ...spanOf(node),
    operator: 'constant',
    replacement,
  }))
}
