// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Vm} from "./Vm.sol";

/// @notice Where a contract keeps the word of an id, for states that no test could reach in its time. Looked for, because
/// nobody promises the order of its variables.
library SlotOf {
    Vm private constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);
    uint256 private constant MOST_VARIABLES = 16;

    function word(address target, bytes32 id) internal view returns (bytes32 slot) {
        for (uint256 variable; variable < MOST_VARIABLES; ++variable) {
            slot = keccak256(abi.encode(id, variable));
            if (vm.load(target, slot) != 0) return slot;
        }
        revert("no word of that id");
    }
}
