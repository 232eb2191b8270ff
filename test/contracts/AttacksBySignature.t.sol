// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {HostileTest} from "./support/HostileTest.sol";

/// @notice Attacks with a signature that was given for something else.
contract AttacksBySignatureTest is HostileTest {
    bytes4 private constant REFUSED_BY_TOKEN = bytes4(keccak256("InvalidSignature(address)"));
    bytes private constant REFUND =
        "Refund(address account,bytes32 id,uint256 amount,uint8 source,uint256 nonce,uint256 deadline)";
    bytes private constant DEPOSIT =
        "Deposit(address account,bool toPrepaid,address token,uint256 amount,uint8 source,uint256 nonce,uint256 deadline)";

    function test_RevertsWhenAnErc3009SignatureIsLiftedForAnotherFunction() public {
        IPaymentTypes.Terms memory terms = _terms();
        IPaymentTypes.Pull memory lifted = _erc3009(terms);
        bytes memory call = abi.encodeCall(escrow.charge, (terms, 50_000, lifted));
        _reverts(stranger, call, IPaymentEscrowErrors.WrongMode.selector);
        terms.mode = IPaymentTypes.Mode.Charge;
        call = abi.encodeCall(escrow.charge, (terms, 50_000, lifted));
        _reverts(stranger, call, REFUSED_BY_TOKEN);
        _revertsAtToken(lifted, escrow.paymentId(_terms()), _terms().authorizeBy);
    }

    /// @dev The token pays only to its caller, so the signature is worth nothing outside the escrow.
    function _revertsAtToken(IPaymentTypes.Pull memory lifted, bytes32 id, uint256 validBefore) private {
        vm.prank(stranger);
        (bool success, ) = address(dollar).call(
            abi.encodeWithSignature(
                "receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)",
                payer,
                address(escrow),
                AMOUNT,
                0,
                validBefore,
                id,
                lifted.data
            )
        );
        require(!success, "expected the token to refuse");
    }

    function testFuzz_RevertsWhenAnErc3009SignatureIsLiftedForAnotherFee(uint96 fee) public {
        vm.assume(fee != 50_000);
        IPaymentTypes.Terms memory terms = _chargeTerms();
        _reverts(
            stranger,
            abi.encodeCall(escrow.charge, (terms, fee, _erc3009(terms))),
            IPaymentEscrowErrors.FeeOutOfRange.selector
        );
    }

    function testFuzz_RevertsWhenAnErc3009SignatureIsLiftedForOtherTerms(uint256 salt, bytes32 invoiceRef) public {
        IPaymentTypes.Terms memory terms = _terms();
        vm.assume(salt != terms.salt || invoiceRef != terms.invoiceRef);
        IPaymentTypes.Pull memory lifted = _erc3009(terms);
        (terms.salt, terms.invoiceRef) = (salt, invoiceRef);
        bytes memory call = abi.encodeCall(escrow.authorize, (terms, lifted));
        _reverts(stranger, call, REFUSED_BY_TOKEN);
    }

    /// @dev The payer agreed to pay from its balance; the relayer tries its wallet.
    function test_RevertsWhenARelayerChoosesTheSourceOfMoney() public {
        IPaymentTypes.Terms memory terms = _terms();
        IPaymentTypes.Pull memory pull = _consent(PAYER_KEY, terms, AVAILABLE);
        pull.source = ALLOWANCE;
        bytes memory call = abi.encodeCall(escrow.authorize, (terms, pull));
        _reverts(stranger, call, ICommonErrors.InvalidSignature.selector);
    }

    /// @dev The merchant agreed to refund from its balance; the relayer tries its wallet, by allowance and by EIP-3009.
    function test_RevertsWhenARelayerChoosesTheSourceOfARefund() public {
        IPaymentTypes.Terms memory terms = _chargeTerms();
        bytes32 id = _charge(terms);
        dollar.mint(merchant, AMOUNT);
        _approve(address(dollar), merchant);
        bytes memory auth = _auth(MERCHANT_KEY, REFUND, abi.encode(id, 1_000, AVAILABLE));
        bytes memory call = abi.encodeCall(escrow.refund, (terms, 1_000, ALLOWANCE, auth));
        _reverts(stranger, call, ICommonErrors.InvalidSignature.selector);
        _reverts(stranger, abi.encodeCall(escrow.refund, (terms, 1_000, ERC3009, auth)), REFUSED_BY_TOKEN);
        require(dollar.balanceOf(merchant) == AMOUNT, "the wallet stays");
        _succeeds(stranger, abi.encodeCall(escrow.refund, (terms, 1_000, AVAILABLE, auth)));
    }

    function test_RevertsWhenARelayerChoosesTheSourceOfADeposit() public {
        bytes memory auth = _auth(PAYER_KEY, DEPOSIT, abi.encode(true, dollar, AMOUNT, ALLOWANCE));
        bytes memory call = abi.encodeCall(escrow.deposit, (true, address(dollar), AMOUNT, ERC3009, auth));
        _reverts(stranger, call, REFUSED_BY_TOKEN);
        call = abi.encodeCall(escrow.deposit, (false, address(dollar), AMOUNT, ALLOWANCE, auth));
        _reverts(stranger, call, ICommonErrors.InvalidSignature.selector);
        _succeeds(stranger, abi.encodeCall(escrow.deposit, (true, address(dollar), AMOUNT, ALLOWANCE, auth)));
    }

    /// @dev One EIP-3009 signature each for a payment, a deposit and a refund, and each tried in the other places. The nonce
    /// is computed from what the money is for, so that none fits.
    function test_RevertsWhenAnErc3009SignatureIsLiftedForAnotherVerb() public {
        IPaymentTypes.Terms memory paid = _chargeTerms();
        // The payer is a merchant too, so that all three are its own.
        (paid.payer, paid.merchant, paid.salt) = (merchant, payer, 9);
        dollar.mint(merchant, AMOUNT);
        _approve(address(dollar), merchant);
        _succeeds(merchant, abi.encodeCall(escrow.charge, (paid, 50_000, _byCall(ALLOWANCE))));
        IPaymentTypes.Terms memory terms = _termsOf(1_000);
        bytes memory forPayment = _erc3009(terms).data;
        bytes memory refundFields = abi.encode(escrow.paymentId(paid), 1_000, ERC3009);
        bytes memory depositFields = abi.encode(true, dollar, 1_000, ERC3009);
        bytes memory forRefund = _signatureFor(REFUND, refundFields, 1, terms.authorizeBy);
        bytes memory forDeposit = _signatureFor(DEPOSIT, depositFields, 2, terms.authorizeBy);

        _refusedInAuthorize(terms, forRefund);
        _refusedInAuthorize(terms, forDeposit);
        _refusedInRefund(paid, 1, terms.authorizeBy, forPayment);
        _refusedInRefund(paid, 2, terms.authorizeBy, forDeposit);
        _refusedInDeposit(1, terms.authorizeBy, forPayment);
        _refusedInDeposit(1, terms.authorizeBy, forRefund);
        bytes memory call = abi.encodeCall(
            escrow.pull3009,
            (escrow.paymentId(terms), payer, terms.authorizeBy, 1_000, forPayment)
        );
        _reverts(stranger, call, IPaymentEscrowErrors.NotManager.selector);
        require(dollar.balanceOf(payer) == WEALTH, "the wallet stays");

        _succeeds(stranger, abi.encodeCall(escrow.authorize, (terms, IPaymentTypes.Pull(ERC3009, forPayment))));
        bytes memory auth = abi.encode(payer, 1, terms.authorizeBy, forRefund);
        _succeeds(stranger, abi.encodeCall(escrow.refund, (paid, 1_000, ERC3009, auth)));
        auth = abi.encode(payer, 2, terms.authorizeBy, forDeposit);
        _succeeds(stranger, abi.encodeCall(escrow.deposit, (true, address(dollar), 1_000, ERC3009, auth)));
    }

    function _refusedInAuthorize(IPaymentTypes.Terms memory terms, bytes memory signature) private {
        IPaymentTypes.Pull memory pull = IPaymentTypes.Pull(ERC3009, signature);
        _reverts(stranger, abi.encodeCall(escrow.authorize, (terms, pull)), REFUSED_BY_TOKEN);
        terms.mode = IPaymentTypes.Mode.Charge;
        uint96 fee = _leastFee(terms, terms.amount);
        _reverts(stranger, abi.encodeCall(escrow.charge, (terms, fee, pull)), REFUSED_BY_TOKEN);
        terms.mode = IPaymentTypes.Mode.Escrow;
    }

    function _refusedInRefund(
        IPaymentTypes.Terms memory paid,
        uint256 nonce,
        uint256 deadline,
        bytes memory signature
    ) private {
        bytes memory auth = abi.encode(payer, nonce, deadline, signature);
        _reverts(stranger, abi.encodeCall(escrow.refund, (paid, 1_000, ERC3009, auth)), REFUSED_BY_TOKEN);
    }

    function _refusedInDeposit(uint256 nonce, uint256 deadline, bytes memory signature) private {
        bytes memory auth = abi.encode(payer, nonce, deadline, signature);
        bytes memory call = abi.encodeCall(escrow.deposit, (true, address(dollar), 1_000, ERC3009, auth));
        _reverts(stranger, call, REFUSED_BY_TOKEN);
    }

    function _signatureFor(
        bytes memory typeString,
        bytes memory fields,
        uint256 nonce,
        uint256 deadline
    ) private view returns (bytes memory) {
        bytes32 structHash = keccak256(
            bytes.concat(abi.encode(keccak256(typeString), payer), fields, abi.encode(nonce, deadline))
        );
        return _erc3009Signature(PAYER_KEY, payer, 1_000, deadline, _escrowDigest(structHash));
    }
}
