// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentTypes} from "../../../../contracts/interfaces/IPaymentTypes.sol";
import {Steps} from "./Steps.sol";

/// @notice Money back to the payer: void, reclaim and refund.
abstract contract ReturnSteps is Steps {
    struct Grant {
        uint96 dailyCap;
        uint96 spent;
        uint256 day;
    }

    mapping(address account => mapping(address operator => mapping(address token => Grant))) internal _grants;

    string private constant REFUND =
        "Refund(address account,bytes32 id,uint256 amount,uint8 source,uint256 nonce,uint256 deadline)";

    function void(uint256 seed) external step {
        if (ids.length == 0) return;
        uint256 r = _mix(seed);
        uint256 index = _live(r, _roll(r, 0, 2) == 0);
        IPaymentTypes.Terms memory terms = _terms[index];
        bytes32 id = ids[index];
        address actor = terms.operator == address(0) || _roll(r, 1, 2) == 0 ? terms.merchant : terms.operator;
        Act memory act = _act(
            r,
            actor,
            "Void(address account,bytes32 id,uint256 nonce,uint256 deadline)",
            abi.encode(id)
        );
        uint96 amount = _capturableOf(id, terms.amount);
        uint256 held = _heldOf(terms.token);
        if (!_deliver(act, abi.encodeCall(ESCROW.void, (terms, act.auth)))) return;
        books[id].voided += amount;
        _bookReturn(terms, id, amount, held);
    }

    /// @notice With so little gas that a push fails for that alone, which must credit nobody.
    function voidWithLittleGas(uint256 seed, uint256 limit) external step {
        if (ids.length == 0) return;
        uint256 r = _mix(seed);
        uint256 index = _live(r, _roll(r, 0, 2) == 0);
        IPaymentTypes.Terms memory terms = _terms[index];
        uint96 amount = _capturableOf(ids[index], terms.amount);
        uint256 held = _heldOf(terms.token);
        ++tallies[msg.sig].tried;
        bytes memory call = abi.encodeCall(ESCROW.void, (terms, ""));
        vm.prank(terms.merchant);
        (bool success, ) = address(ESCROW).call{gas: 30_000 + (limit % 400_000)}(call);
        if (!success) return;
        ++tallies[msg.sig].succeeded;
        books[ids[index]].voided += amount;
        _bookReturn(terms, ids[index], amount, held);
    }

    function reclaim(uint256 seed) external step {
        if (ids.length == 0) return;
        uint256 r = _mix(seed);
        uint256 index = _live(r, _roll(r, 0, 4) != 0);
        IPaymentTypes.Terms memory terms = _terms[index];
        bytes32 id = ids[index];
        address caller = _someone(r, 1);
        uint96 amount = _capturableOf(id, terms.amount);
        uint256 held = _heldOf(terms.token);
        if (!_try(caller, 0, abi.encodeCall(ESCROW.reclaim, (terms)))) return;
        if (block.timestamp < terms.captureBy) _violate("6: reclaimed too early");
        books[id].reclaimed += amount;
        bool isOwn = caller == terms.payer || _isParty(terms, caller);
        bool credited = _bookReturn(terms, id, amount, held);
        if (credited && !isOwn) _violate("6: a stranger turned money into a balance");
    }

    function refundFromBalance(uint256 seed, uint96 amount) external step {
        if (ids.length == 0) return;
        uint256 r = _mix(seed);
        uint256 index = _refundable(r);
        IPaymentTypes.Terms memory terms = _terms[index];
        amount = _amount(amount, _refundableOf(ids[index]));
        _refundAvailable(r, index, terms, terms.merchant, amount);
    }

    /// @notice By the terms' operator, which the merchant may have registered or not.
    function refundByOperator(uint256 seed, uint96 amount) external step {
        if (ids.length == 0) return;
        uint256 r = _mix(seed);
        uint256 index = _refundableByOperator(r);
        IPaymentTypes.Terms memory terms = _terms[index];
        if (terms.operator == address(0)) return;
        amount = _amount(amount, _refundableOf(ids[index]));
        if (!_refundAvailable(r, index, terms, terms.operator, amount)) return;
        if (terms.operator == terms.merchant) return;
        if (block.timestamp >= terms.refundBy) _violate("6: an operator refunded too late");
        Grant storage grant = _grants[terms.merchant][terms.operator][terms.token];
        uint256 today = block.timestamp / 1 days;
        if (grant.day != today) (grant.spent, grant.day) = (0, today);
        grant.spent += amount;
        if (grant.spent > grant.dailyCap) _violate("6: an operator refunded more than it was granted");
        (uint96 cap, uint96 spent) = ESCROW.operatorOf(terms.merchant, terms.operator, terms.token);
        if (cap != grant.dailyCap || spent != grant.spent) _violate("a grant is wrong");
    }

    function refundFromWallet(uint256 seed, uint96 amount) external step {
        if (ids.length == 0) return;
        uint256 r = _mix(seed);
        uint256 index = _refundable(r);
        IPaymentTypes.Terms memory terms = _terms[index];
        amount = _amount(amount, _refundableOf(ids[index]));
        _refundWallet(r, index, terms, amount);
    }

    // ---------------------------------------------------------------- the verb

    function _refundAvailable(
        uint256 r,
        uint256 index,
        IPaymentTypes.Terms memory terms,
        address actor,
        uint96 amount
    ) private returns (bool success) {
        IPaymentTypes.Source source = IPaymentTypes.Source.Available;
        Act memory act = _act(r, actor, REFUND, abi.encode(ids[index], amount, source));
        uint256 held = _heldOf(terms.token);
        success = _deliver(act, abi.encodeCall(ESCROW.refund, (terms, amount, source, act.auth)));
        if (!success) return false;
        _consenting = terms.merchant;
        _lower(terms.token, terms.merchant, amount);
        _bookRefund(terms, ids[index], amount, held);
    }

    function _refundWallet(uint256 r, uint256 index, IPaymentTypes.Terms memory terms, uint96 amount) private {
        IPaymentTypes.Source source = _walletSource(r, terms.token);
        bytes memory fields = abi.encode(ids[index], amount, source);
        Act memory act =
            source == IPaymentTypes.Source.Native
                ? Act(terms.merchant, terms.merchant, "", 0)
                : (
                    source == IPaymentTypes.Source.Erc3009
                        ? _authorizedAct(_someone(r, 14), terms.merchant, terms.token, amount, REFUND, fields)
                        : _act(r, terms.merchant, REFUND, fields)
                );
        uint256 value = source == IPaymentTypes.Source.Native ? amount : 0;
        uint256 held = _heldOf(terms.token);
        bytes memory call = abi.encodeCall(ESCROW.refund, (terms, amount, source, act.auth));
        if (!_try(act.sender, value, call)) return;
        if (act.auth.length != 0) _spend(act.account, act.nonce, call);
        _consenting = terms.merchant;
        if (source == IPaymentTypes.Source.Available) {
            _lower(terms.token, terms.merchant, amount);
        } else {
            _takeIn(terms.token, terms.merchant, amount);
            held += amount;
        }
        _bookRefund(terms, ids[index], amount, held);
    }

    function _walletSource(uint256 r, address token) internal view returns (IPaymentTypes.Source) {
        if (WILD && _roll(r, 10, 5) == 0) return IPaymentTypes.Source(_roll(r, 11, 6));
        if (token == address(0)) return IPaymentTypes.Source.Native;
        bool canAuthorize = token != address(WIDE) && _roll(r, 10, 2) == 0;
        return canAuthorize ? IPaymentTypes.Source.Erc3009 : IPaymentTypes.Source.Allowance;
    }

    /// @dev The token's signature, whose nonce is the digest of the action.
    function _authorizedAct(
        address relayer,
        address account,
        address token,
        uint256 amount,
        string memory typeString,
        bytes memory fields
    ) internal returns (Act memory act) {
        (act.account, act.sender, act.nonce) = (account, relayer, _nextNonce++);
        uint256 deadline = block.timestamp + 1 hours;
        bytes memory signature = new bytes(65);
        if (token == address(DOLLAR) || token == address(HOSTILE)) {
            bytes32 digest = _actionDigest(account, typeString, fields, act.nonce, deadline);
            signature = _authorizationOf(token, account, amount, deadline, digest);
        }
        act.auth = abi.encode(account, act.nonce, deadline, signature);
    }

    /// @param held What the escrow held when the merchant's money was in and the payer's not yet out.
    function _bookRefund(IPaymentTypes.Terms memory terms, bytes32 id, uint96 amount, uint256 held) private {
        if (amount > _refundableOf(id)) _violate("2: more was refunded than captured");
        unchecked {
            books[id].refunded += amount;
        }
        _bookGiven(terms.token, terms.payer, amount, held);
        checkPayment(id, terms.amount);
        checkToken(terms.token);
    }

    function _bookReturn(
        IPaymentTypes.Terms memory terms,
        bytes32 id,
        uint96 amount,
        uint256 held
    ) private returns (bool credited) {
        tills[terms.token].capturable -= amount;
        credited = _bookGiven(terms.token, terms.payer, amount, held);
        checkPayment(id, terms.amount);
        checkToken(terms.token);
    }

    /// @dev A refundable payment whose operator is registered, where there is one.
    function _refundableByOperator(uint256 r) private view returns (uint256 index) {
        index = _recent(r);
        for (uint256 i; i < 16; ++i) {
            uint256 other = (index + ids.length * 16 - i) % ids.length;
            IPaymentTypes.Terms storage terms = _terms[other];
            if (_refundableOf(ids[other]) == 0 || terms.operator == address(0)) continue;
            if (_grants[terms.merchant][terms.operator][terms.token].dailyCap != 0) return other;
        }
        return _refundable(r);
    }
}
