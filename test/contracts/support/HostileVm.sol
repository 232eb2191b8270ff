// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice The cheatcodes that only the tests of attacks use.
interface HostileVm {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    function deal(address account, uint256 balance) external;
    function etch(address target, bytes calldata code) external;
    function getRecordedLogs() external returns (Log[] memory);
    function recordLogs() external;
}
