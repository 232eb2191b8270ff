// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Stands where the escrow stands: keeps the very calldata of the last call, and answers or refuses with whatever
/// bytes it was told.
contract HookRecorder {
    bytes public data;
    bytes private _answer;
    bool private _failing;

    fallback(bytes calldata input) external returns (bytes memory) {
        bytes memory answer = _answer;
        if (_failing) {
            assembly ("memory-safe") {
                revert(add(answer, 0x20), mload(answer))
            }
        }
        data = input;
        return answer;
    }

    function tell(bytes calldata answer, bool failing) external {
        (_answer, _failing) = (answer, failing);
    }
}
