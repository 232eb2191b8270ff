// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Vm} from "./Vm.sol";

/// @notice Deploys what is under test; `npm run test:mutation` puts its mutants in here.
library Deployment {
    Vm private constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);

    /// @dev The mutation run compiles the tests once and hands a mutant in as the artifact of that name. All other
    /// runs take the code that was compiled with the test, since an artifact may be older than its source.
    function create(
        string memory name,
        bytes memory creationCode,
        bytes memory args
    ) internal returns (address deployed) {
        if (vm.envOr("FLORIN_MUTATION", false)) creationCode = vm.getCode(name);
        bytes memory initCode = bytes.concat(creationCode, args);
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
