// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Vm} from "./Vm.sol";

/// @notice Deploys what is under test from its artifact: the shipped bytecode, or a mutant of `npm run test:mutation`. Tests
/// that embedded the code would try another one, since they are compiled with other settings. Warning: an artifact is as old
/// as the last build of everything, which `npm run test:contracts` makes; Hardhat makes none for single files.
library Deployment {
    Vm private constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);

    function create(string memory name, bytes memory args) internal returns (address deployed) {
        bytes memory initCode = bytes.concat(vm.getCode(name), args);
        assembly ("memory-safe") {
            deployed := create(0, add(initCode, 0x20), mload(initCode))
            if iszero(deployed) {
                let free := mload(0x40)
                returndatacopy(free, 0, returndatasize())
                revert(free, returndatasize())
            }
        }
    }
}
