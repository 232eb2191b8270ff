// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {ISignedActions} from "../../contracts/interfaces/ISignedActions.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {CredulousWallet} from "../mocks/CredulousWallet.sol";
import {OwnedWallet} from "../mocks/OwnedWallet.sol";
import {EntryTest} from "./support/EntryTest.sol";

/// @notice What holds for every verb that takes `auth`, shown on `setOperator`.
contract SignedActionsTest is EntryTest {
    bytes private constant TYPE =
        "SetOperator(address account,address operator,address token,uint256 dailyCap,uint256 nonce,uint256 deadline)";

    function testFuzz_SucceedsWithNoncesInAnyOrder(uint256 first, uint256 second) public {
        vm.assume(first != second);
        _succeeds(stranger, _call(_authWith(first, block.timestamp + 1)));
        require(escrow.isNonceUsed(merchant, first) && !escrow.isNonceUsed(merchant, second), "bitmap");
        _succeeds(stranger, _call(_authWith(second, block.timestamp + 1)));
        require(escrow.isNonceUsed(merchant, second), "bitmap");
        require(!escrow.isNonceUsed(payer, first), "nonces belong to the account");
    }

    function testFuzz_RevertsWhenANonceIsUsedAgain(uint256 nonce) public {
        bytes memory auth = _authWith(nonce, block.timestamp + 1);
        _succeeds(stranger, _call(auth));
        _reverts(
            stranger,
            _call(auth),
            abi.encodeWithSelector(ICommonErrors.NonceAlreadyUsed.selector, merchant, nonce)
        );
    }

    function testFuzz_RevertsWhenTheDeadlineIsReached(uint48 late) public {
        bytes memory auth = _authWith(1, NOW + 10);
        vm.warp(NOW + 10 + uint256(late));
        _reverts(
            stranger,
            _call(auth),
            abi.encodeWithSelector(ICommonErrors.TooLate.selector, NOW + 10 + uint256(late), NOW + 10)
        );
        vm.warp(NOW + 9);
        _succeeds(stranger, _call(auth));
    }

    function testFuzz_RevertsWhenAnotherKeySigns(uint256 key) public {
        key = (key % 1e18) + 1e19;
        bytes memory fields = abi.encode(operator, dollar, uint96(5));
        bytes memory auth = _authOf(merchant, key, TYPE, fields, 1, NOW + 1);
        bytes32 digest = _digestOf(merchant, TYPE, fields, 1, NOW + 1);
        _reverts(
            stranger,
            _call(auth),
            abi.encodeWithSelector(ICommonErrors.InvalidSignature.selector, merchant, digest)
        );
        require(!escrow.isNonceUsed(merchant, 1), "a refused signature spends no nonce");
    }

    function test_EmitsNonceUsedWithTheDigest() public {
        bytes memory fields = abi.encode(operator, dollar, uint96(5));
        bytes32 structHash = keccak256(
            bytes.concat(abi.encode(keccak256(TYPE), merchant), fields, abi.encode(9, block.timestamp + 1))
        );
        vm.expectEmit(address(escrow));
        emit ISignedActions.NonceUsed(merchant, 9, _escrowDigest(structHash));
        _succeeds(stranger, _call(_authWith(9, block.timestamp + 1)));
    }

    function test_SucceedsWithTheSignatureOfAContractWallet() public {
        address wallet = address(new OwnedWallet(merchant));
        _succeeds(stranger, _call(_walletAuth(wallet)));
        (uint96 dailyCap, ) = escrow.operatorOf(wallet, operator, address(dollar));
        require(dailyCap == 5, "grant");
    }

    /// @dev The wallets accept any digest of their owner: only the account inside the struct tells them apart.
    function test_RevertsWhenASiblingWalletOfTheSameOwnerIsNamed() public {
        address wallet = address(new OwnedWallet(merchant));
        address sibling = address(new OwnedWallet(merchant));
        (, uint256 nonce, uint256 deadline, bytes memory signature) = abi.decode(
            _walletAuth(wallet),
            (address, uint256, uint256, bytes)
        );
        bytes memory lifted = abi.encode(sibling, nonce, deadline, signature);
        _reverts(stranger, _call(lifted), ICommonErrors.InvalidSignature.selector);
    }

    /// @dev A nonce or a deadline that the account did not sign is worth nothing.
    function testFuzz_RevertsWhenTheRelayerChangesNonceOrDeadline(uint256 nonce, uint48 deadline) public {
        vm.assume(nonce != 1 && deadline > 1);
        (, , , bytes memory signature) = abi.decode(_authWith(1, NOW + 1), (address, uint256, uint256, bytes));
        bytes4 invalid = ICommonErrors.InvalidSignature.selector;
        _reverts(stranger, _call(abi.encode(merchant, nonce, NOW + 1, signature)), invalid);
        _reverts(stranger, _call(abi.encode(merchant, 1, NOW + deadline, signature)), invalid);
    }

    /// @dev One signature moves one account at one escrow for one verb.
    function test_RevertsWhenASignatureIsForAnotherVerb() public {
        bytes memory type_ = "SetPayout(address account,address payout,uint256 nonce,uint256 deadline)";
        bytes memory auth = _authOf(merchant, MERCHANT_KEY, type_, abi.encode(7), 1, NOW + 1);
        bytes memory call = abi.encodeCall(escrow.cancelNonce, (7, auth));
        _reverts(stranger, call, ICommonErrors.InvalidSignature.selector);
    }

    function test_RevertsWhenAuthIsNoAuth() public {
        _reverts(stranger, _call(hex"1234"), bytes(""));
    }

    /// @dev Empty means that the caller acts; a wallet that accepts anything must not be asked.
    function test_SucceedsForTheCallerWhenAuthIsEmpty() public {
        address wallet = address(new CredulousWallet());
        _succeeds(stranger, _call(""));
        (uint96 ofWallet, ) = escrow.operatorOf(wallet, operator, address(dollar));
        (uint96 ofCaller, ) = escrow.operatorOf(stranger, operator, address(dollar));
        require(ofWallet == 0 && ofCaller == 5, "grant");
    }

    function test_RevertsWhenAnEmptySignatureShouldMoveACredulousWalletsMoney() public {
        address wallet = address(new CredulousWallet());
        dollar.mint(wallet, AMOUNT);
        vm.prank(wallet);
        dollar.approve(address(escrow), AMOUNT);
        IPaymentTypes.Terms memory terms = _terms();
        terms.payer = wallet;
        IPaymentTypes.Pull memory pull = _byCall(IPaymentTypes.Source.Allowance);
        bytes memory notPayer = abi.encodeWithSelector(IPaymentEscrowErrors.NotPayer.selector, stranger, wallet);
        _reverts(stranger, abi.encodeCall(escrow.authorize, (terms, pull)), notPayer);
    }

    function _call(bytes memory auth) private view returns (bytes memory) {
        return abi.encodeCall(escrow.setOperator, (operator, address(dollar), 5, auth));
    }

    function _authWith(uint256 nonce, uint256 deadline) private view returns (bytes memory) {
        return _authOf(merchant, MERCHANT_KEY, TYPE, abi.encode(operator, dollar, uint96(5)), nonce, deadline);
    }

    function _walletAuth(address wallet) private view returns (bytes memory) {
        bytes memory fields = abi.encode(operator, dollar, uint96(5));
        return _authOf(wallet, MERCHANT_KEY, TYPE, fields, 1, block.timestamp + 1);
    }
}
