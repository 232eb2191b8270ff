import type { Edit } from './operator.ts'

/** A contract with one small fault. */
export type Mutant = Edit & {
  id: number
  /** As a person knows the file: `contracts/PaymentEscrow.sol`. */
  file: string
  /** As the compiler knows it: `project/contracts/PaymentEscrow.sol`. */
  source: string
  /** Such as `PaymentEscrow.capture`, or a state variable's name. */
  function: string
  /** From 1. */
  line: number
  original: string
}

export type Verdict =
  /** `by` is the first test that failed, or says that time ran out. */
  | { outcome: 'killed'; by: string }
  | { outcome: 'survived' }
  /** It does not compile, so nobody could ship it. */
  | { outcome: 'stillborn'; why: string }
  /** It compiles to the very code of the original. */
  | { outcome: 'equivalent' }

export type Judged = { mutant: Mutant; verdict: Verdict }
