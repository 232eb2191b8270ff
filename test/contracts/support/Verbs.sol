// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentTypes} from "../../../contracts/interfaces/IPaymentTypes.sol";
import {EntryTest} from "./EntryTest.sol";

/// @notice One call of every verb that changes anything, by somebody who may make it.
abstract contract Verbs is EntryTest {
    struct Verb {
        string name;
        address sender;
        bytes call;
    }

    /// @dev A payment for each verb that needs one: captured in part, and past its deadline for {reclaim}.
    IPaymentTypes.Terms[5] private _paid;

    /// @dev Makes the verbs of {_exits} possible, once a day has passed.
    function _prepare() internal {
        for (uint256 i; i < _paid.length; ++i) {
            _paid[i] = _terms();
            _paid[i].salt = 1_000 + i;
            _paid[i].captureBy = uint48(NOW + (i == 4 ? 1 days : 3 days));
            _paid[i].refundBy = uint48(NOW + 4 days);
            _authorize(_paid[i]);
            _capture(_paid[i], 1_000_000);
        }
        _deposit(merchant, 1_000_000, true);
        _fund(merchant, 1_000_000);
        _deposit(stranger, 1_000_000, false);
        _succeeds(stranger, abi.encodeCall(escrow.setPayout, (address(0xC01D), "")));
        vm.warp(NOW + 1 days);
    }

    /// @dev What intake closes.
    function _intake() internal view returns (Verb[] memory verbs) {
        IPaymentTypes.Terms memory terms = _terms();
        (terms.authorizeBy, terms.captureBy, terms.refundBy) = (
            uint48(NOW + 2 days),
            uint48(NOW + 3 days),
            uint48(NOW + 3 days)
        );
        IPaymentTypes.Terms memory charged = abi.decode(abi.encode(terms), (IPaymentTypes.Terms));
        charged.mode = IPaymentTypes.Mode.Charge;
        IPaymentTypes.Pull memory pull = _byCall(ALLOWANCE);
        verbs = new Verb[](4);
        verbs[0] = Verb("authorize", payer, abi.encodeCall(escrow.authorize, (terms, pull)));
        verbs[1] = Verb("charge", payer, abi.encodeCall(escrow.charge, (charged, 50_000, pull)));
        verbs[2] = Verb("deposit", payer, abi.encodeCall(escrow.deposit, (true, address(dollar), 1, ALLOWANCE, "")));
        verbs[3] = Verb("enterFor", manager, abi.encodeCall(escrow.enterFor, (address(dollar))));
    }

    /// @dev Everything else.
    function _exits() internal view returns (Verb[] memory verbs) {
        address token = address(dollar);
        IPaymentTypes.CaptureItem[] memory items = new IPaymentTypes.CaptureItem[](1);
        items[0] = IPaymentTypes.CaptureItem(1_000_000, 5_000, _paid[1]);
        IPaymentTypes.Terms memory unused = _terms();
        unused.salt = 2_000;
        verbs = new Verb[](15);
        verbs[0] = Verb("capture", operator, abi.encodeCall(escrow.capture, (_paid[0], 1_000_000, 5_000, "")));
        verbs[1] = Verb("captureBatch", operator, abi.encodeCall(escrow.captureBatch, (items)));
        verbs[2] = Verb("void", operator, abi.encodeCall(escrow.void, (_paid[2], "")));
        verbs[3] = Verb("refund", merchant, abi.encodeCall(escrow.refund, (_paid[3], 1, AVAILABLE, "")));
        verbs[4] = Verb("refund from a wallet", merchant, abi.encodeCall(escrow.refund, (_paid[3], 1, ALLOWANCE, "")));
        verbs[5] = Verb("reclaim", stranger, abi.encodeCall(escrow.reclaim, (_paid[4])));
        verbs[6] = Verb("burn", payer, abi.encodeCall(escrow.burn, (unused, "")));
        verbs[7] = Verb("movePrepaid", merchant, abi.encodeCall(escrow.movePrepaid, (token, 1, false, "")));
        verbs[8] = Verb("transferBalance", merchant, abi.encodeCall(escrow.transferBalance, (payer, token, 1, 0, "")));
        verbs[9] = Verb("withdraw", merchant, abi.encodeCall(escrow.withdraw, (token, 1, merchant, "")));
        verbs[10] = Verb("withdrawFor", operator, abi.encodeCall(escrow.withdrawFor, (stranger, token)));
        verbs[11] = Verb("setPayout", merchant, abi.encodeCall(escrow.setPayout, (merchant, "")));
        verbs[12] = Verb("setOperator", merchant, abi.encodeCall(escrow.setOperator, (operator, token, 1, "")));
        verbs[13] = Verb("cancelNonce", merchant, abi.encodeCall(escrow.cancelNonce, (1_000, "")));
        verbs[14] = Verb("listToken", address(this), abi.encodeCall(escrow.listToken, (address(0x70CE2), false)));
    }
}
