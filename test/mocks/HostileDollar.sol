// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TestDollar} from "../../contracts/local/TestDollar.sol";

/// @notice The test dollar with what real tokens do to their holders: block lists, pauses, fees on transfer, answers of
/// false, hunger for gas, and calls back into the caller.
contract HostileDollar is TestDollar {
    enum Refusal {
        Revert,
        AnswerFalse,
        AnswerFalseAndPay
    }

    mapping(address account => bool) public blocked;
    bool public paused;
    Refusal public refusal;
    uint256 public feeUnits;
    uint256 public gasHunger;
    address public hookTarget;
    bytes public hookCall;
    bytes4 public hookAnswer;

    error Blocked(address account);
    error Paused();
    error Hungry();

    function setBlocked(address account, bool value) external {
        blocked[account] = value;
    }

    function setPaused(bool value) external {
        paused = value;
    }

    function setRefusal(Refusal value) external {
        refusal = value;
    }

    function setFeeUnits(uint256 value) external {
        feeUnits = value;
    }

    function setGasHunger(uint256 value) external {
        gasHunger = value;
    }

    function setHook(address target, bytes calldata call) external {
        hookTarget = target;
        hookCall = call;
    }

    function transfer(address to, uint256 value) public override returns (bool) {
        if (blocked[to] && refusal != Refusal.Revert) {
            if (refusal == Refusal.AnswerFalseAndPay) super.transfer(to, value);
            return false;
        }
        return super.transfer(to, value);
    }

    function _update(address from, address to, uint256 value) internal virtual override {
        if (paused) revert Paused();
        if (blocked[to] && refusal == Refusal.Revert) revert Blocked(to);
        if (gasleft() < gasHunger) revert Hungry();
        if (hookTarget != address(0)) _callHook();
        super._update(from, to, value - feeUnits);
    }

    /// @dev The hook's failure must not fail the transfer, or the tests could not tell the two apart.
    function _callHook() private {
        (, bytes memory answer) = hookTarget.call(hookCall);
        hookAnswer = bytes4(answer);
    }
}
