// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Stands in the manager's place: makes the calls it is given within one transaction, all or none. The hooks'
/// lock lives in transient storage, so a manager's work cannot be spread over several.
contract ManagerActor {
    struct Call {
        address target;
        bytes data;
    }

    function run(Call[] calldata calls) external {
        for (uint256 i; i < calls.length; ++i) {
            (bool success, bytes memory answer) = calls[i].target.call(calls[i].data);
            if (success) continue;
            assembly ("memory-safe") {
                revert(add(answer, 0x20), mload(answer))
            }
        }
    }
}
