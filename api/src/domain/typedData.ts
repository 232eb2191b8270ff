/** EIP-712 typed data as JSON. */
export interface TypedData {
  domain: Record<string, unknown>
  types: Record<string, { name: string; type: string }[]>
  primaryType: string
  message: Record<string, unknown>
}

/** Every field that a domain may have, in the order in which EIP-712 hashes them. */
const DOMAIN_FIELDS = [
  { name: 'name', type: 'string' },
  { name: 'version', type: 'string' },
  { name: 'chainId', type: 'uint256' },
  { name: 'verifyingContract', type: 'address' },
  { name: 'salt', type: 'bytes32' },
]

/**
 * Names the fields of the domain in `types`, as eth_signTypedData_v4 asks for. Libraries such as viem and ethers find them
 * by themselves; a wallet that is given none hashes an empty domain, and so signs something else.
 */
export function withDomainType(typedData: TypedData): TypedData {
  const { domain, types } = typedData
  const EIP712Domain = DOMAIN_FIELDS.filter(({ name }) => domain[name] !== undefined)
  return { ...typedData, types: { EIP712Domain, ...types } }
}
