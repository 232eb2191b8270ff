import { compile, type Sources } from '../../../scripts/mutation/compiler.ts'
import type { Project } from '../../../scripts/mutation/project.ts'

export const GATE = `
pragma solidity 0.8.37;
contract Gate {
    uint256 public entered;
    error TooLittle();
    function enter(uint256 amount) external {
        if (amount < 3) revert TooLittle();
        entered += amount;
    }
}
`
export const GATE_TEST = `
pragma solidity 0.8.37;
import {Gate} from "./Gate.sol";
interface Vm { function getCode(string calldata name) external view returns (bytes memory); }
contract GateTest {
    Gate private gate;
    function setUp() public {
        bytes memory code = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D).getCode("Gate");
        address deployed;
        assembly { deployed := create(0, add(code, 0x20), mload(code)) }
        gate = Gate(deployed);
    }
    function test_Enters() public {
        gate.enter(7);
        require(gate.entered() == 7, "entered");
    }
    function test_RevertsBelowThree() public {
        (bool success, ) = address(gate).call(abi.encodeCall(gate.enter, (2)));
        require(!success, "expected a revert");
    }
}
`
const SETTINGS = { evmVersion: 'cancun', remappings: [] }
const EFFORT = { fuzzRuns: 1, invariantRuns: 1, invariantDepth: 1 }
const GATE_ID = { name: 'Gate', source: 'Gate.sol', solcVersion: '0.8.37' }
const TEST_ID = { name: 'GateTest', source: 'Gate.t.sol', solcVersion: '0.8.37' }
const TEST_ABI = JSON.stringify(
  ['setUp', 'test_Enters', 'test_RevertsBelowThree'].map((name) => ({
    type: 'function',
    name,
    inputs: [],
    outputs: [],
    stateMutability: 'nonpayable',
  })),
)

function artifactsOf(sources: Sources): Project['artifacts'] {
  const compiled = compile(sources, Object.keys(sources), SETTINGS)
  if ('error' in compiled) throw new Error(compiled.error)
  return [GATE_ID, TEST_ID].map((id) => {
    const code = compiled.codes.get(`${id.source}:${id.name}`)
    return {
      id,
      contract: {
        abi: id === TEST_ID ? TEST_ABI : '[]',
        bytecode: `0x${code?.creation ?? ''}`,
        deployedBytecode: `0x${code?.runtime ?? ''}`,
        linkReferences: {},
        deployedLinkReferences: {},
      },
    }
  })
}

/** A contract and its test, which misses that three is enough. */
export function gateProject({ gate = GATE, test = GATE_TEST } = {}): Project {
  const sources = { 'Gate.sol': gate, 'Gate.t.sol': test }
  return {
    sources,
    settings: SETTINGS,
    roots: ['Gate.sol'],
    fileNames: { 'Gate.sol': 'contracts/Gate.sol' },
    artifacts: artifactsOf(sources),
    suites: [TEST_ID],
    tests: {
      root: '/',
      quick: EFFORT,
      thorough: { ...EFFORT },
      failOnRevert: true,
      mostGas: 2n ** 26n,
      testPaths: {},
      testProfiles: ['default'],
    },
  }
}
