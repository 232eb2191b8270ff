// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @notice The attacker in every role: a party of payments, a contract wallet that is asked for signatures, a receiver of
/// the chain's own coin, and what an attacker's token calls. Whenever it gets control while it is armed, it calls back
/// with everything it knows and compares each answer with the refusal that is expected.
contract Reenterer is IERC1271 {
    /// @dev Refusal and target share a word, so that whoever looks at an attempt makes reading all of it cheap.
    struct Attempt {
        bytes call;
        bytes4 refusal;
        address target;
    }

    address private _target;
    Attempt[] private _attempts;
    uint256 private _first;
    uint256 private _last;

    /// @dev How often it got control where it could act, and the index of the last attempt that was not refused as expected,
    /// plus one.
    uint256 public triggers;
    uint256 public accepted;

    error NotRefused(uint256 index);

    receive() external payable {
        trigger();
    }

    /// @notice Of the attempts that are added from now on.
    function setTarget(address target) external {
        _target = target;
    }

    function add(bytes calldata call, bytes4 refusal) external {
        _attempts.push(Attempt(call, refusal, _target));
    }

    /// @notice Calls back with the attempts from `first` until before `last`.
    function arm(uint256 first, uint256 last) external {
        (_first, _last) = (first, last);
    }

    function count() external view returns (uint256) {
        return _attempts.length;
    }

    function attempt(uint256 index) external view returns (bytes memory call, bytes4 refusal) {
        return (_attempts[index].call, _attempts[index].refusal);
    }

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        check();
        return IERC1271.isValidSignature.selector;
    }

    function trigger() public {
        if (_first == _last) return;
        ++triggers;
        for (uint256 i = _first; i < _last; ++i) {
            (bool success, bytes memory answer) = _attempts[i].target.call(_attempts[i].call);
            if (success || bytes4(answer) != _attempts[i].refusal) accepted = i + 1;
        }
    }

    /// @notice The same where the caller allows no change of state: reverts if any attempt is not refused as expected.
    function check() public view {
        for (uint256 i = _first; i < _last; ++i) {
            (bool success, bytes memory answer) = _attempts[i].target.staticcall(_attempts[i].call);
            if (success || bytes4(answer) != _attempts[i].refusal) revert NotRefused(i);
        }
    }
}
