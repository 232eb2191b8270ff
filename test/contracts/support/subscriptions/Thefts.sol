// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IManagerHooks} from "../../../../contracts/interfaces/IManagerHooks.sol";
import {SceneSteps} from "./SceneSteps.sol";

/// @notice Other people's money by the escrow: its hooks, its verbs in a victim's name, and what was signed once already.
abstract contract Thefts is SceneSteps {
    string internal constant THEFT = "6: somebody without the right acted";
    string private constant CANCEL_NONCE =
        "CancelNonce(address account,uint256 canceled,uint256 nonce,uint256 deadline)";

    /// @notice The hooks by anybody but the manager.
    function hookByOther(uint256 seed, uint96 amount) external step {
        uint256 r = _mix(seed);
        (address victim, address token) = _owner(r, false);
        IManagerHooks.Debit[] memory debits = new IManagerHooks.Debit[](1);
        debits[0] = IManagerHooks.Debit(victim, amount % 1_000);
        IManagerHooks.Credit[] memory credits = new IManagerHooks.Credit[](1);
        credits[0] = IManagerHooks.Credit(bytes32(r), _someone(r, 2), amount);
        bytes[4] memory calls = [
            abi.encodeCall(ESCROW.enterFor, (token)),
            abi.encodeCall(ESCROW.debitPrepaid, (debits)),
            abi.encodeCall(ESCROW.settle, (credits)),
            abi.encodeCall(ESCROW.pull3009, (bytes32(r), victim, uint48(block.timestamp + 1), amount, ""))
        ];
        _mustFail(address(ESCROW), _someoneElse(r, 3, address(0)), calls[_roll(r, 4, 4)], "6: another was the manager");
    }

    /// @notice In a victim's name with the thief's signature, or with the victim's own for the other contract.
    function stealFromBalance(uint256 seed, uint96 amount) external step {
        uint256 r = _mix(seed);
        (address victim, address token) = _owner(r, _roll(r, 2, 2) == 0);
        address thief = _someoneElse(r, 3, victim);
        amount = 1 + (amount % 1_000);
        uint256 how = _roll(r, 4, 5);
        if (how == 0) return _cancelElsewhere(r, victim, thief);
        bool isElsewhere = _roll(r, 5, 2) == 0;
        string memory typeString = [
            "Withdraw(address account,address token,uint256 amount,address to,uint256 nonce,uint256 deadline)",
            "TransferBalance(address account,address to,address token,uint256 amount,bytes32 ref,uint256 nonce,uint256 deadline)",
            "MovePrepaid(address account,address token,uint256 amount,bool toPrepaid,uint256 nonce,uint256 deadline)",
            "SetPayout(address account,address payout,uint256 nonce,uint256 deadline)"
        ][how - 1];
        bytes memory fields = [
            abi.encode(token, amount, thief),
            abi.encode(thief, token, amount, r),
            abi.encode(token, amount, true),
            abi.encode(thief)
        ][how - 1];
        address domain = isElsewhere ? address(MANAGER) : address(ESCROW);
        bytes memory auth = _authOf(domain, victim, isElsewhere ? victim : thief, typeString, fields);
        bytes memory call = abi.encodeCall(ESCROW.setPayout, (thief, auth));
        if (how == 1) call = abi.encodeCall(ESCROW.withdraw, (token, amount, thief, auth));
        if (how == 2) call = abi.encodeCall(ESCROW.transferBalance, (thief, token, amount, bytes32(r), auth));
        if (how == 3) call = abi.encodeCall(ESCROW.movePrepaid, (token, amount, true, auth));
        _mustFail(address(ESCROW), thief, call, THEFT);
    }

    /// @notice A call by signature that succeeded before, at any later time.
    function replay(uint256 seed) external step {
        if (_relayed.length == 0) return;
        uint256 r = _mix(seed);
        uint256 index = _roll(r, 1, _relayed.length);
        _mustFail(_relayedTo[index], _someone(r, 0), _relayed[index], "6: a signature was good twice");
    }

    /// @notice Signed by `signer` in the name of `account`, for `target`.
    function _authOf(
        address target,
        address account,
        address signer,
        string memory typeString,
        bytes memory fields
    ) internal returns (bytes memory) {
        Act memory act = Act(target, account, account, "", _nextNonce++, false);
        return _sign(act, signer, typeString, fields, block.timestamp + 1 hours);
    }

    /// @dev Both contracts have the same verb, and nonces of their own.
    function _cancelElsewhere(uint256 r, address victim, address thief) private {
        (address signedFor, address target) = (address(ESCROW), address(MANAGER));
        if (_roll(r, 6, 2) == 0) (signedFor, target) = (target, signedFor);
        uint256 nonce = _nextNonce + 1e9;
        bytes memory auth = _authOf(signedFor, victim, victim, CANCEL_NONCE, abi.encode(nonce));
        _mustFail(target, thief, abi.encodeCall(MANAGER.cancelNonce, (nonce, auth)), THEFT);
    }
}
