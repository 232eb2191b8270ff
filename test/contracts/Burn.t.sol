// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {EntryTest} from "./support/EntryTest.sol";

contract BurnTest is EntryTest {
    bytes private constant TYPE = "Burn(address account,bytes32 id,uint256 nonce,uint256 deadline)";

    function testFuzz_SucceedsForThePayerOfAnUnusedId(uint256 salt, uint48 late) public {
        IPaymentTypes.Terms memory terms = _terms();
        terms.salt = salt;
        vm.warp(NOW + late);
        _succeeds(payer, _burn(terms, ""));
        _requirePayment(escrow.paymentId(terms), IPaymentTypes.Status.Burned, 0, 0);
    }

    function test_EmitsBurned() public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = escrow.paymentId(terms);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Burned(id, payer);
        _succeeds(payer, _burn(terms, ""));
    }

    function testFuzz_SucceedsWithASignatureDeliveredByAnyone(address relayer) public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = escrow.paymentId(terms);
        bytes memory call = _burn(terms, _authOf(payer, PAYER_KEY, TYPE, abi.encode(id), 7, NOW + 1));
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Burned(id, payer);
        _succeeds(relayer, call);
        _requirePayment(id, IPaymentTypes.Status.Burned, 0, 0);
        require(escrow.isNonceUsed(payer, 7), "nonce");
    }

    /// @dev Whatever was signed for the id is worth nothing afterwards.
    function test_RevertsWhenABurnedIdIsUsed() public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes memory exists = _burnAndExpect(terms);
        _reverts(payer, abi.encodeCall(escrow.authorize, (terms, _byCall(ALLOWANCE))), exists);
        _reverts(stranger, abi.encodeCall(escrow.authorize, (terms, _consent(PAYER_KEY, terms, ALLOWANCE))), exists);
        _reverts(stranger, abi.encodeCall(escrow.authorize, (terms, _erc3009(terms))), exists);
        terms = _chargeTerms();
        exists = _burnAndExpect(terms);
        _reverts(merchant, abi.encodeCall(escrow.charge, (terms, 50_000, _erc3009(terms))), exists);
    }

    function test_RevertsWhenABurnedIdIsCapturedVoidedReclaimedOrRefunded() public {
        IPaymentTypes.Terms memory terms = _terms();
        _succeeds(payer, _burn(terms, ""));
        bytes memory nothing = abi.encodeWithSelector(
            IPaymentEscrowErrors.NothingCapturable.selector,
            escrow.paymentId(terms)
        );
        _reverts(merchant, abi.encodeCall(escrow.void, (terms, "")), nothing);
        _reverts(
            merchant,
            abi.encodeCall(escrow.capture, (terms, 1, 1, "")),
            abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsCapturable.selector, 1, 0)
        );
        _reverts(
            merchant,
            abi.encodeCall(escrow.refund, (terms, 1, AVAILABLE, "")),
            abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsRefundable.selector, 1, 0)
        );
        vm.warp(terms.captureBy);
        _reverts(payer, abi.encodeCall(escrow.reclaim, (terms)), nothing);
    }

    function test_RevertsWhenTheIdWasUsedOrBurned() public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes memory exists = _exists(_authorize(terms));
        _reverts(payer, _burn(terms, ""), exists);
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
        _reverts(payer, _burn(terms, ""), exists);
        terms = _chargeTerms();
        _reverts(payer, _burn(terms, ""), _exists(_charge(terms)));
        terms.salt = 2;
        exists = _burnAndExpect(terms);
        _reverts(payer, _burn(terms, ""), exists);
    }

    /// @dev Named attack: a stranger burning an id.
    function testFuzz_RevertsWhenAnyoneElseBurns(address caller) public {
        vm.assume(caller != payer);
        address[3] memory others = [caller, merchant, operator];
        for (uint256 i; i < others.length; ++i) {
            _reverts(
                others[i],
                _burn(_terms(), ""),
                abi.encodeWithSelector(IPaymentEscrowErrors.NotPayer.selector, others[i], payer)
            );
        }
    }

    function test_RevertsWhenAnyoneElseSigned() public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes memory auth = _auth(MERCHANT_KEY, TYPE, abi.encode(escrow.paymentId(terms)));
        _reverts(
            payer,
            _burn(terms, auth),
            abi.encodeWithSelector(IPaymentEscrowErrors.NotPayer.selector, merchant, payer)
        );
    }

    function testFuzz_RevertsWhenTheRelayerBurnsAnotherId(uint256 salt) public {
        IPaymentTypes.Terms memory terms = _terms();
        vm.assume(salt != terms.salt);
        bytes memory auth = _auth(PAYER_KEY, TYPE, abi.encode(escrow.paymentId(terms)));
        terms.salt = salt;
        _reverts(stranger, _burn(terms, auth), ICommonErrors.InvalidSignature.selector);
    }

    function _burn(IPaymentTypes.Terms memory terms, bytes memory auth) private view returns (bytes memory) {
        return abi.encodeCall(escrow.burn, (terms, auth));
    }

    function _burnAndExpect(IPaymentTypes.Terms memory terms) private returns (bytes memory exists) {
        _succeeds(payer, _burn(terms, ""));
        return _exists(escrow.paymentId(terms));
    }

    function _exists(bytes32 id) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IPaymentEscrowErrors.PaymentExists.selector, id);
    }
}
