// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {IPermit2} from "../../contracts/interfaces/IPermit2.sol";
import {Permit2Recorder} from "../mocks/Permit2Recorder.sol";
import {EntryTest} from "./support/EntryTest.sol";

/// @notice What the escrow asks Permit2 for, to the letter.
contract Permit2CallTest is EntryTest {
    IPermit2 private constant UNISWAP = IPermit2(0x000000000022D473030F116dDEE9F6B43aC78BA3);
    string private constant TERMS_TYPE =
        "Terms(address payer,address merchant,address operator,address token,uint96 amount,uint8 mode,"
        "uint48 authorizeBy,uint48 captureBy,uint48 refundBy,uint16 minFeeBps,uint16 maxFeeBps,"
        "address feeRecipient,bytes32 invoiceRef,uint256 salt)";

    function setUp() public override {
        super.setUp();
        vm.etch(address(UNISWAP), address(new Permit2Recorder()).code);
        vm.prank(payer);
        dollar.approve(address(escrow), 0);
        vm.prank(payer);
        dollar.approve(address(UNISWAP), type(uint256).max);
    }

    function testFuzz_AsksForExactlyTheTerms(uint96 seed, bytes32 ref, uint256 salt, bytes calldata signature) public {
        IPaymentTypes.Terms memory terms = _termsOf(_bound(seed, 1, WEALTH));
        (terms.invoiceRef, terms.salt) = (ref, salt);
        bytes32 id = escrow.paymentId(terms);
        vm.expectCall(address(UNISWAP), _expected(terms, signature));
        _succeeds(stranger, abi.encodeCall(escrow.authorize, (terms, _pull(signature))));
        _requirePayment(id, IPaymentTypes.Status.Active, terms.amount, 0);
        require(dollar.balanceOf(address(escrow)) == terms.amount, "held");
    }

    function test_AsksForExactlyTheTermsOfACharge() public {
        IPaymentTypes.Terms memory terms = _chargeTerms();
        bytes memory call = abi.encodeCall(escrow.charge, (terms, _leastFee(terms, AMOUNT), _pull("signature")));
        vm.expectCall(address(UNISWAP), _expected(terms, "signature"));
        _succeeds(stranger, call);
        require(dollar.balanceOf(address(escrow)) == AMOUNT, "held");
    }

    function test_RevertsWhenAnotherAmountComes() public {
        IPaymentTypes.Terms memory terms = _terms();
        dollar.setFeeUnits(1);
        bytes memory inexact = abi.encodeWithSelector(
            IPaymentEscrowErrors.InexactTransfer.selector,
            AMOUNT - 1,
            AMOUNT
        );
        _reverts(stranger, abi.encodeCall(escrow.authorize, (terms, _pull("signature"))), inexact);
    }

    /// @dev The witness is the struct hash of the terms, under the very types that follow its name.
    function _expected(IPaymentTypes.Terms memory terms, bytes memory signature) private view returns (bytes memory) {
        string memory witnessType = string.concat(
            "Terms witness)",
            TERMS_TYPE,
            "TokenPermissions(address token,uint256 amount)"
        );
        return
            abi.encodeCall(
                UNISWAP.permitWitnessTransferFrom,
                (
                    IPermit2.PermitTransferFrom(
                        IPermit2.TokenPermissions(address(dollar), terms.amount),
                        uint256(escrow.paymentId(terms)),
                        terms.authorizeBy
                    ),
                    IPermit2.SignatureTransferDetails(address(escrow), terms.amount),
                    payer,
                    keccak256(abi.encode(keccak256(bytes(TERMS_TYPE)), terms)),
                    witnessType,
                    signature
                )
            );
    }

    function _pull(bytes memory signature) private pure returns (IPaymentTypes.Pull memory) {
        return IPaymentTypes.Pull(IPaymentTypes.Source.Permit2, signature);
    }
}
