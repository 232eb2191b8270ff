/** A node of the tree that solc gives, of Solidity or of the Yul inside it. */
export type AstNode = { nodeType: string; src: string; [field: string]: unknown }

/** Bytes of a source file, since solc counts bytes; the end is not included. */
export type Span = { start: number; end: number }

export function isNode(value: unknown): value is AstNode {
  return (
    typeof value === 'object' &&
    value !== null &&
    'nodeType' in value &&
    typeof value.nodeType === 'string' &&
    'src' in value &&
    typeof value.src === 'string'
  )
}

export function nodeIn(node: AstNode, field: string): AstNode | undefined {
  const value = node[field]
  return isNode(value) ? value : undefined
}

export function nodesIn(node: AstNode, field: string): AstNode[] {
  const value = node[field]
  return Array.isArray(value) ? value.filter(isNode) : []
}

export function textIn(node: AstNode, field: string): string {
  const value = node[field]
  return typeof value === 'string' ? value : ''
}

/** What solc knows about the type, such as `uint96` or `int_const 7`; empty where it says nothing. */
export function typeOf(node: AstNode): string {
  const { typeDescriptions } = node
  if (typeof typeDescriptions !== 'object' || typeDescriptions === null) return ''
  return 'typeString' in typeDescriptions && typeof typeDescriptions.typeString === 'string'
    ? typeDescriptions.typeString
    : ''
}

export function childrenOf(node: AstNode): AstNode[] {
  return Object.values(node).flatMap((value) => {
    if (Array.isArray(value)) return value.filter(isNode)
    return isNode(value) ? [value] : []
  })
}

/** From `start:length:file`. */
export function spanOf(node: AstNode): Span {
  const [start = 0, length = 0] = node.src.split(':').map(Number)
  return { start, end: start + length }
}
