// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PaymentEscrow} from "../../../contracts/PaymentEscrow.sol";
import {IPaymentTypes} from "../../../contracts/interfaces/IPaymentTypes.sol";
import {HostileDollar} from "../../mocks/HostileDollar.sol";
import {Vm} from "./Vm.sol";
import {EscrowDeployment} from "./EscrowDeployment.sol";

/// @notice A fresh escrow, a listed dollar, five parties, and builders for what they agree on, sign and send.
abstract contract EscrowTest {
    Vm internal constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);

    uint256 internal constant PAYER_KEY = 0xA11CE;
    uint256 internal constant MERCHANT_KEY = 0xB0B;
    uint256 internal constant OPERATOR_KEY = 0xCA401;
    uint256 internal constant STRANGER_KEY = 0xDEAD;
    uint96 internal constant WEALTH = 1e27;
    uint96 internal constant AMOUNT = 10_000_000;

    PaymentEscrow internal escrow;
    HostileDollar internal dollar;
    address internal payer = vm.addr(PAYER_KEY);
    address internal merchant = vm.addr(MERCHANT_KEY);
    address internal operator = vm.addr(OPERATOR_KEY);
    address internal stranger = vm.addr(STRANGER_KEY);
    address internal feeRecipient = address(0xFEE);
    address internal manager = address(0x3A4A6E2);
    uint256 private _nextNonce;

    function setUp() public virtual {
        vm.warp(1_900_000_000);
        escrow = EscrowDeployment.create(address(this), manager);
        dollar = new HostileDollar();
        escrow.listToken(address(dollar), true);
        dollar.mint(payer, WEALTH);
        vm.prank(payer);
        dollar.approve(address(escrow), type(uint256).max);
    }

    // ---------------------------------------------------------------- what they agree on

    function _terms() internal view returns (IPaymentTypes.Terms memory) {
        return
            IPaymentTypes.Terms({
                payer: payer,
                merchant: merchant,
                operator: operator,
                token: address(dollar),
                amount: AMOUNT,
                mode: IPaymentTypes.Mode.Escrow,
                authorizeBy: uint48(block.timestamp + 1 hours),
                captureBy: uint48(block.timestamp + 1 days),
                refundBy: uint48(block.timestamp + 2 days),
                minFeeBps: 50,
                maxFeeBps: 100,
                feeRecipient: feeRecipient,
                invoiceRef: keccak256("invoice"),
                salt: 1
            });
    }

    function _termsOf(uint96 amount) internal view returns (IPaymentTypes.Terms memory terms) {
        terms = _terms();
        terms.amount = amount;
    }

    function _chargeTerms() internal view returns (IPaymentTypes.Terms memory terms) {
        terms = _terms();
        terms.mode = IPaymentTypes.Mode.Charge;
    }

    function _leastFee(IPaymentTypes.Terms memory terms, uint256 amount) internal pure returns (uint96) {
        return uint96((amount * terms.minFeeBps + 9_999) / 10_000);
    }

    // ---------------------------------------------------------------- what they sign

    function _sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function _escrowDigest(bytes32 structHash) internal view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", escrow.domainSeparator(), structHash));
    }

    function _consent(
        uint256 key,
        IPaymentTypes.Terms memory terms,
        IPaymentTypes.Source source
    ) internal view returns (IPaymentTypes.Pull memory) {
        bytes32 typehash = keccak256("Consent(bytes32 id,uint8 source)");
        bytes32 structHash = keccak256(abi.encode(typehash, escrow.paymentId(terms), source));
        return IPaymentTypes.Pull(source, _sign(key, _escrowDigest(structHash)));
    }

    function _erc3009Signature(
        uint256 key,
        address from,
        uint256 value,
        uint256 validBefore,
        bytes32 nonce
    ) internal view returns (bytes memory) {
        bytes32 typehash = keccak256(
            "ReceiveWithAuthorization(address from,address to,uint256 value,"
            "uint256 validAfter,uint256 validBefore,bytes32 nonce)"
        );
        bytes32 structHash = keccak256(abi.encode(typehash, from, address(escrow), value, 0, validBefore, nonce));
        return _sign(key, keccak256(abi.encodePacked(hex"1901", dollar.DOMAIN_SEPARATOR(), structHash)));
    }

    function _erc3009(IPaymentTypes.Terms memory terms) internal view returns (IPaymentTypes.Pull memory) {
        bytes32 id = escrow.paymentId(terms);
        bytes memory signature = _erc3009Signature(PAYER_KEY, terms.payer, terms.amount, terms.authorizeBy, id);
        return IPaymentTypes.Pull(IPaymentTypes.Source.Erc3009, signature);
    }

    function _auth(uint256 key, bytes memory typeString, bytes memory fields) internal returns (bytes memory) {
        return _authOf(vm.addr(key), key, typeString, fields, _nextNonce++, block.timestamp + 1 hours);
    }

    /// @dev `account` and the key's owner differ for contract wallets.
    function _authOf(
        address account,
        uint256 key,
        bytes memory typeString,
        bytes memory fields,
        uint256 nonce,
        uint256 deadline
    ) internal view returns (bytes memory) {
        bytes32 structHash = keccak256(
            bytes.concat(abi.encode(keccak256(typeString), account), fields, abi.encode(nonce, deadline))
        );
        return abi.encode(account, nonce, deadline, _sign(key, _escrowDigest(structHash)));
    }

    // ---------------------------------------------------------------- what they send

    function _byCall(IPaymentTypes.Source source) internal pure returns (IPaymentTypes.Pull memory) {
        return IPaymentTypes.Pull(source, "");
    }

    function _authorize(IPaymentTypes.Terms memory terms) internal returns (bytes32 id) {
        _succeeds(payer, abi.encodeCall(escrow.authorize, (terms, _byCall(IPaymentTypes.Source.Allowance))));
        return escrow.paymentId(terms);
    }

    function _capture(IPaymentTypes.Terms memory terms, uint96 amount) internal {
        _succeeds(merchant, abi.encodeCall(escrow.capture, (terms, amount, _leastFee(terms, amount), "")));
    }

    function _charge(IPaymentTypes.Terms memory terms) internal returns (bytes32 id) {
        IPaymentTypes.Pull memory pull = _byCall(IPaymentTypes.Source.Allowance);
        _succeeds(payer, abi.encodeCall(escrow.charge, (terms, _leastFee(terms, terms.amount), pull)));
        return escrow.paymentId(terms);
    }

    function _succeeds(address sender, bytes memory call) internal {
        vm.prank(sender);
        (bool success, bytes memory answer) = address(escrow).call(call);
        if (success) return;
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }

    function _reverts(address sender, bytes memory call, bytes4 selector) internal {
        vm.prank(sender);
        (bool success, bytes memory answer) = address(escrow).call(call);
        require(!success, "expected a revert");
        require(bytes4(answer) == selector, "reverted with another error");
    }

    // ---------------------------------------------------------------- what stands afterwards

    function _available(address account) internal view returns (uint96 available) {
        (available, , ) = escrow.balance(account, address(dollar));
    }

    function _seq(address account) internal view returns (uint64 seq) {
        (, , seq) = escrow.balance(account, address(dollar));
    }

    function _requirePayment(
        bytes32 id,
        IPaymentTypes.Status status,
        uint256 capturable,
        uint256 refundable
    ) internal view {
        (IPaymentTypes.Status actual, uint96 actualCapturable, uint96 actualRefundable) = escrow.paymentOf(id);
        require(actual == status, "status");
        require(actualCapturable == capturable, "capturable");
        require(actualRefundable == refundable, "refundable");
    }

    function _bound(uint256 value, uint256 least, uint256 greatest) internal pure returns (uint96) {
        return uint96(least + (value % (greatest - least + 1)));
    }
}
