import { expect } from 'chai'
import { getTypesForEIP712Domain, hashTypedData } from 'viem'
import { typedDataSchema } from '../../../api/src/routes/shapes/paymentRequest.ts'

/** That a wallet which knows only what it is given hashes the same as a library that adds the fields of the domain. */
export function expectFitForWallets(typedData: unknown): void {
  const { domain, types, ...rest } = typedDataSchema.parse(typedData)
  const { EIP712Domain, ...others } = types
  expect(EIP712Domain?.map(({ name }) => name)).to.deep.equal(
    ['name', 'version', 'chainId', 'verifyingContract', 'salt'].filter((name) => name in domain),
  )
  expect(Object.keys(domain)).to.have.length(EIP712Domain?.length ?? 0)
  expect(EIP712Domain).to.deep.equal(getTypesForEIP712Domain({ domain }))
  const without = hashTypedData({ domain, types: others, ...rest })
  expect(hashTypedData({ domain, types, ...rest })).to.equal(without)
}
