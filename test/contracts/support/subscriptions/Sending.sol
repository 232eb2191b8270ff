// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Vm} from "../Vm.sol";
import {FickleDollar} from "./FickleDollar.sol";
import {Judge} from "./Judge.sol";

/// @notice How a step reaches the two contracts: by the account's own call, or by its signature in a relayer's hands. The
/// books say beforehand whether a call is valid: what is valid must succeed, and what is not must fail. Keeps what was
/// signed, so that it can be tried again, and counts what succeeded.
abstract contract Sending is Judge {
    /// @dev `Unsure`: a token is in the way that does not do what it says.
    enum Verdict {
        Invalid,
        Unsure,
        Valid
    }

    /// @param target Whose domain and nonce it is.
    /// @param auth Empty where the account calls.
    /// @param isGood Whether the target must accept it as the account's.
    struct Act {
        address target;
        address account;
        address sender;
        bytes auth;
        uint256 nonce;
        bool isGood;
    }

    struct Tally {
        uint256 tried;
        uint256 succeeded;
    }

    mapping(bytes4 step => Tally) public tallies;
    /// @dev What the valid call was refused with.
    bytes public refusal;

    mapping(address target => mapping(address account => mapping(uint256 nonce => bool))) internal _spent;
    /// @dev Calls by signature that succeeded: none may succeed again.
    address[] internal _relayedTo;
    bytes[] internal _relayed;
    uint256 internal _nextNonce;

    modifier step() {
        ++turn;
        (_consenting, _actor) = (address(0), address(0));
        _;
    }

    // ---------------------------------------------------------------- calls

    /// @notice Makes a call that is valid; in the wild any. What the manager told is judged.
    function _send(
        address target,
        address sender,
        uint256 value,
        bytes memory call,
        Verdict verdict
    ) internal returns (bool success) {
        return _sendWithGas(target, sender, value, gasleft(), call, verdict);
    }

    function _sendWithGas(
        address target,
        address sender,
        uint256 value,
        uint256 gas,
        bytes memory call,
        Verdict verdict
    ) internal returns (bool success) {
        if (verdict == Verdict.Invalid && !WILD) return false;
        ++tallies[msg.sig].tried;
        _armIntruder(target, call);
        bytes memory answer;
        vm.recordLogs();
        vm.prank(sender);
        (success, answer) = target.call{value: value, gas: gas}(call);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        _disarmIntruder();
        if (success) {
            ++tallies[msg.sig].succeeded;
            if (verdict == Verdict.Invalid) _violate("6: an invalid call succeeded");
            if (target == address(MANAGER)) _judge(logs);
        } else if (verdict == Verdict.Valid) {
            _violate("a valid call was refused");
            if (refusal.length == 0) refusal = answer;
        } else if (WILD) {
            _revertWith(answer);
        }
    }

    /// @notice A call that must not succeed, whatever else is wrong.
    function _mustFail(address target, address sender, bytes memory call, string memory what) internal {
        ++tallies[msg.sig].tried;
        vm.prank(sender);
        (bool success, ) = target.call(call);
        if (success) _violate(what);
        else ++tallies[msg.sig].succeeded;
    }

    function _verdict(bool isValid) internal pure returns (Verdict) {
        return isValid ? Verdict.Valid : Verdict.Invalid;
    }

    function _done() internal {
        ++tallies[msg.sig].tried;
        ++tallies[msg.sig].succeeded;
    }

    function _revertWith(bytes memory answer) private pure {
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }

    /// @dev The manager holds the escrow's lock while it calls tokens; but not the other way round.
    function _armIntruder(address target, bytes memory call) private {
        if (DOLLAR.hookTarget() == address(0)) return;
        address[] memory targets = new address[](target == address(MANAGER) ? 2 : 1);
        targets[0] = target;
        if (targets.length == 2) targets[1] = address(ESCROW);
        INTRUDER.arm(targets, call);
    }

    function _disarmIntruder() private {
        if (DOLLAR.hookTarget() == address(0)) return;
        INTRUDER.arm(new address[](0), "");
        if (INTRUDER.intrusions() != 0) _violate("a verb ran inside another");
    }

    // ---------------------------------------------------------------- actions

    /// @notice An action of the account, by its own call or by signature; in the wild now and then a worthless signature.
    /// @param fields What the struct holds between account and nonce.
    function _act(
        address target,
        uint256 r,
        address account,
        string memory typeString,
        bytes memory fields
    ) internal returns (Act memory act) {
        if (_roll(r, 15, 2) == 0) return Act(target, account, account, "", 0, true);
        uint256 flaw = WILD ? _roll(r, 13, 12) : type(uint256).max;
        act = Act(target, account, _someone(r, 14), "", _nextNonce++, flaw > 2);
        address signer = flaw == 0 ? _someoneElse(r, 12, account) : account;
        uint256 deadline = flaw == 1 ? block.timestamp : block.timestamp + 1 + _roll(r, 12, 3600);
        act.auth = _sign(act, signer, typeString, fields, deadline);
        // Another nonce than was signed.
        if (flaw == 2) act.auth = _withNonce(act.auth, act.nonce + 1e6);
        if (_spent[target][account][act.nonce]) act.isGood = false;
    }

    function _sign(
        Act memory act,
        address signer,
        string memory typeString,
        bytes memory fields,
        uint256 deadline
    ) internal view returns (bytes memory auth) {
        bytes memory head = abi.encode(keccak256(bytes(typeString)), act.account);
        bytes32 structHash = keccak256(bytes.concat(head, fields, abi.encode(act.nonce, deadline)));
        return abi.encode(act.account, act.nonce, deadline, _signAs(signer, _digest(act.target, structHash)));
    }

    function _withNonce(bytes memory auth, uint256 nonce) internal pure returns (bytes memory) {
        (address account, , uint256 deadline, bytes memory signature) = abi.decode(
            auth,
            (address, uint256, uint256, bytes)
        );
        return abi.encode(account, nonce, deadline, signature);
    }

    function _deliver(Act memory act, bytes memory call, Verdict verdict) internal returns (bool success) {
        _actor = act.account;
        if (!act.isGood) verdict = Verdict.Invalid;
        success = _send(act.target, act.sender, 0, call, verdict);
        if (!success || act.auth.length == 0) return success;
        _spend(act.target, act.account, act.nonce);
        _keep(act.target, call);
    }

    function _spend(address target, address account, uint256 nonce) internal {
        if (_spent[target][account][nonce]) _violate("6: a spent nonce was good again");
        _spent[target][account][nonce] = true;
    }

    function _keep(address target, bytes memory call) internal {
        _relayedTo.push(target);
        _relayed.push(call);
    }

    function _whimOf(address token, address account) internal view returns (FickleDollar.Whim) {
        return token == address(DOLLAR) ? DOLLAR.whims(account) : FickleDollar.Whim.None;
    }
}
