// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IManagerHooks} from "../../../../contracts/interfaces/IManagerHooks.sol";
import {BalanceSteps} from "./BalanceSteps.sol";
import {SubscriptionIds} from "../SubscriptionIds.sol";
import {ManagerActor} from "./ManagerActor.sol";

/// @notice What the manager does: renewals from prepaid balances, from allowances, and with a deposit by EIP-3009; and
/// what it must not be able to do.
abstract contract ManagerSteps is BalanceSteps {
    /// @param pulled By EIP-3009 into the subscriber's prepaid balance.
    /// @param debited From that balance; nothing where it does not suffice.
    /// @param moved By the manager's allowance.
    struct Renewal {
        address token;
        address subscriber;
        address merchant;
        address feeRecipient;
        uint96 pulled;
        uint96 debited;
        uint96 moved;
        uint96 fee;
    }

    function renew(uint256 seed, uint96 amount) external step {
        uint256 r = _mix(seed);
        Renewal memory renewal = _renewal(r, amount);
        (bool success, bytes memory answer) = _run(_session(renewal, 0));
        if (!success) {
            _failure = bytes4(answer);
            return _requireWasNotCalledShut(renewal.token);
        }
        _requireWasOpen(renewal.token);
        _bookRenewal(renewal);
        checkToken(renewal.token);
    }

    /// @notice Credits that are not what came in, and sessions that are out of order.
    function renewWrongly(uint256 seed, uint96 amount, uint96 excess) external step {
        uint256 r = _mix(seed);
        ManagerActor.Call[] memory calls = _session(_renewal(r, amount), 1 + (excess % 1e20));
        uint256 what = _roll(r, 9, 4);
        if (what == 0) calls[0] = calls[1];
        if (what == 1) calls[1] = calls[calls.length - 1];
        if (what == 2) calls[1] = _call(abi.encodeCall(ESCROW.cancelNonce, (_nextNonce, "")));
        _mustNotRun(calls);
    }

    /// @notice A verb, or a second session, while the manager's first one is under way.
    function actWithinRenewal(uint256 seed, uint96 amount) external step {
        uint256 r = _mix(seed);
        ManagerActor.Call[] memory session = _session(_renewal(r, amount), 0);
        // The verb itself must fail, and not only what comes after it.
        bool isCutShort = _roll(r, 10, 2) == 0;
        ManagerActor.Call[] memory calls = new ManagerActor.Call[](isCutShort ? 2 : session.length + 1);
        calls[0] = session[0];
        calls[1] = [
            _call(abi.encodeCall(ESCROW.enterFor, (tokens[_roll(r, 8, TOKENS)]))),
            _call(abi.encodeCall(ESCROW.cancelNonce, (_nextNonce, ""))),
            _call(abi.encodeCall(ESCROW.setPayout, (accounts[0], "")))
        ][_roll(r, 9, 3)];
        for (uint256 i = 1; i + 1 < calls.length; ++i) calls[i + 1] = session[i];
        _mustNotRun(calls);
    }

    /// @notice The hooks by anybody else.
    function hookByOther(uint256 seed, uint96 amount) external step {
        uint256 r = _mix(seed);
        Renewal memory renewal = _renewal(r, amount);
        ManagerActor.Call[] memory calls = _session(renewal, 0);
        address thief = _roll(r, 8, 4) == 0 ? _admin : _someone(r, 9);
        _mustFail(thief, calls[_roll(r, 10, calls.length)].data, "6: somebody else was the manager");
    }

    // ---------------------------------------------------------------- sessions

    function _renewal(uint256 r, uint96 amount) private view returns (Renewal memory renewal) {
        renewal.token = tokens[_roll(r, 1, TOKENS)];
        renewal.subscriber = _someone(r, 0);
        if (_roll(r, 2, 3) != 0) (renewal.subscriber, renewal.token) = _owner(r, false);
        (renewal.merchant, renewal.feeRecipient) = (_someone(r, 3), _someone(r, 4));
        bool canAuthorize = renewal.token == address(DOLLAR) || renewal.token == address(HOSTILE);
        Purse storage purse = _purses[renewal.token][renewal.subscriber];
        if (canAuthorize && _roll(r, 5, 2) == 0) renewal.pulled = _amount(amount, purse.wallet / 4);
        uint256 most = uint256(purse.prepaid) + renewal.pulled;
        renewal.debited = _amount(amount / 3, most);
        if (renewal.debited > most) renewal.debited = 0;
        if (renewal.token != address(0) && _roll(r, 6, 3) == 0) renewal.moved = _amount(amount / 7, purse.wallet / 8);
        uint256 sum = uint256(renewal.debited) + renewal.moved;
        renewal.fee = uint96((sum * _roll(r, 7, 101)) / 100);
    }

    /// @return calls Enter, debit, then pull and move where they are wanted before it, and settle.
    function _session(Renewal memory renewal, uint96 excess) private returns (ManagerActor.Call[] memory calls) {
        uint256 count = 3;
        if (renewal.pulled != 0) ++count;
        if (renewal.moved != 0) ++count;
        calls = new ManagerActor.Call[](count);
        calls[0] = _call(abi.encodeCall(ESCROW.enterFor, (renewal.token)));
        uint256 next = 1;
        if (renewal.pulled != 0) calls[next++] = _pullCall(renewal);
        if (renewal.moved != 0) {
            bytes memory move = abi.encodeCall(
                IERC20.transferFrom,
                (renewal.subscriber, address(ESCROW), renewal.moved)
            );
            calls[next++] = ManagerActor.Call(renewal.token, move);
        }
        IManagerHooks.Debit[] memory debits = new IManagerHooks.Debit[](2);
        // The second one asks for more than there can be, and takes nothing.
        debits[0] = IManagerHooks.Debit(renewal.subscriber, renewal.debited == 0 ? type(uint96).max : renewal.debited);
        debits[1] = IManagerHooks.Debit(renewal.merchant, type(uint96).max);
        calls[next++] = _call(abi.encodeCall(ESCROW.debitPrepaid, (debits)));
        IManagerHooks.Credit[] memory credits = new IManagerHooks.Credit[](2);
        uint96 net = renewal.debited + renewal.moved - renewal.fee;
        credits[0] = IManagerHooks.Credit(bytes32(uint256(1)), renewal.merchant, net + excess);
        credits[1] = IManagerHooks.Credit(bytes32(uint256(2)), renewal.feeRecipient, renewal.fee);
        calls[next] = _call(abi.encodeCall(ESCROW.settle, (credits)));
    }

    function _pullCall(Renewal memory renewal) private returns (ManagerActor.Call memory) {
        bytes32 structHash = keccak256(abi.encode("subscription", _nextNonce++));
        bytes32 id = SubscriptionIds.digest(address(MANAGER), structHash);
        uint48 startBy = uint48(block.timestamp + 1 hours);
        bytes memory signature = _authorizationOf(renewal.token, renewal.subscriber, renewal.pulled, startBy, id);
        return
            _call(
                abi.encodeCall(ESCROW.pull3009, (structHash, renewal.subscriber, startBy, renewal.pulled, signature))
            );
    }

    function _call(bytes memory data) private view returns (ManagerActor.Call memory) {
        return ManagerActor.Call(address(ESCROW), data);
    }

    function _run(ManagerActor.Call[] memory calls) private returns (bool success, bytes memory answer) {
        ++tallies[msg.sig].tried;
        (success, answer) = address(MANAGER).call(abi.encodeCall(MANAGER.run, (calls)));
        if (success) ++tallies[msg.sig].succeeded;
        if (WALLET.intrusions() != 0) _violate("a verb ran inside another");
    }

    function _mustNotRun(ManagerActor.Call[] memory calls) private {
        ++tallies[msg.sig].tried;
        (bool success, ) = address(MANAGER).call(abi.encodeCall(MANAGER.run, (calls)));
        if (success) _violate("6: the manager did what it must not");
        else ++tallies[msg.sig].succeeded;
    }

    function _bookRenewal(Renewal memory renewal) private {
        // It set money aside, allowed the manager, or signed.
        _consenting = renewal.subscriber;
        if (renewal.pulled != 0) {
            _takeIn(renewal.token, renewal.subscriber, renewal.pulled);
            _raisePrepaid(renewal.token, renewal.subscriber, renewal.pulled);
        }
        if (renewal.debited != 0) _lowerPrepaid(renewal.token, renewal.subscriber, renewal.debited);
        if (renewal.moved != 0) _takeIn(renewal.token, renewal.subscriber, renewal.moved);
        _raise(renewal.token, renewal.merchant, renewal.debited + renewal.moved - renewal.fee);
        _raise(renewal.token, renewal.feeRecipient, renewal.fee);
    }
}
