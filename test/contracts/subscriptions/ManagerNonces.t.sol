// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../../contracts/interfaces/ICommonErrors.sol";
import {ISignedActions} from "../../../contracts/interfaces/ISignedActions.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {SignedVerbs} from "../support/SignedVerbs.sol";

/// @notice Nonces of the manager's own: each is used once, by a verb or by its cancellation.
contract ManagerNoncesTest is SignedVerbs {
    uint256 private constant DEADLINE = NOW + 1 hours;

    function testFuzz_SucceedsForTheCallersOwnAccount(address account, uint256 nonce) public {
        vm.expectEmit(address(manager));
        emit ISignedActions.NonceCanceled(account, nonce);
        _succeeds(account, _cancelNonce(nonce, ""));
        require(manager.isNonceUsed(account, nonce), "used");
        for (uint256 bit; bit < 256; ++bit) {
            require(!manager.isNonceUsed(account, nonce ^ (1 << bit)), "only this one");
        }
    }

    function testFuzz_SucceedsWithASignatureDeliveredByAnyone(address relayer, uint256 nonce) public {
        vm.assume(nonce != CANCELED);
        bytes memory auth = _signed(Verb.CancelNonce, nonce, DEADLINE);
        bytes32 digest = _digestOf(subscriber, _typeOf(Verb.CancelNonce), _fieldsOf(Verb.CancelNonce), nonce, DEADLINE);
        _expectNonceUsed(subscriber, nonce, digest);
        vm.expectEmit(address(manager));
        emit ISignedActions.NonceCanceled(subscriber, CANCELED);
        _succeeds(relayer, _cancelNonce(CANCELED, auth));
        require(manager.isNonceUsed(subscriber, CANCELED) && manager.isNonceUsed(subscriber, nonce), "used");
    }

    /// @dev Named attack: a signature used after its cancellation.
    function testFuzz_RevertsWhenTheNonceWasCanceled(uint256 nonce) public {
        vm.assume(nonce != CANCELED);
        _succeeds(merchant, _cancelNonce(nonce, ""));
        _succeeds(subscriber, _cancelNonce(nonce, ""));
        for (uint256 i; i < VERBS; ++i) {
            Verb verb = Verb(i);
            _prepare(verb);
            _refuses(_callOf(verb, _signed(verb, nonce, DEADLINE)), vm.addr(_keyOf(verb)), nonce);
        }
    }

    /// @dev Named attack: a signature used twice. Whatever it was for, its nonce is gone for every other verb too.
    function testFuzz_RevertsWhenTheNonceWasUsed(uint256 nonce, uint256 first) public {
        vm.assume(nonce != CANCELED);
        Verb used = Verb(first % VERBS);
        _prepare(used);
        bytes memory call = _callOf(used, _signed(used, nonce, DEADLINE));
        _succeeds(stranger, call);
        _refuses(call, vm.addr(_keyOf(used)), nonce);
        for (uint256 i; i < VERBS; ++i) {
            Verb verb = Verb(i);
            if (verb == used || _keyOf(verb) != _keyOf(used)) continue;
            _prepare(verb);
            _refuses(_callOf(verb, _signed(verb, nonce, DEADLINE)), vm.addr(_keyOf(verb)), nonce);
        }
    }

    /// @dev A replay once the state would allow it again: the merchant's pause, resumed since.
    function test_RevertsWhenAPauseIsReplayed() public {
        _prepare(Verb.Pause);
        bytes memory call = _callOf(Verb.Pause, _signed(Verb.Pause, 7, DEADLINE));
        _succeeds(stranger, call);
        _resume(_planOf(Verb.Pause), _subscription());
        _refuses(call, merchant, 7);
        _requireStatus(_id(_planOf(Verb.Pause), _subscription()), ACTIVE);
    }

    function testFuzz_RevertsWhenCanceledTwice(uint256 nonce) public {
        _succeeds(merchant, _cancelNonce(nonce, ""));
        _refusesFrom(merchant, _cancelNonce(nonce, ""), merchant, nonce);
    }

    function test_RevertsWhenASignatureCancelsItsOwnNonce() public {
        bytes memory call = _cancelNonce(CANCELED, _signed(Verb.CancelNonce, CANCELED, DEADLINE));
        _refuses(call, subscriber, CANCELED);
        require(!manager.isNonceUsed(subscriber, CANCELED), "not used");
    }

    /// @dev What fails leaves its nonce for later.
    function testFuzz_SucceedsWithTheNonceOfWhatFailed(uint256 nonce) public {
        ISubscriptionTypes.Plan memory plan = _planOf(Verb.ArchivePlan);
        bytes memory call = _callOf(Verb.ArchivePlan, _signed(Verb.ArchivePlan, nonce, DEADLINE));
        _reverts(stranger, call, _unknownPlan(manager.planId(plan)));
        require(!manager.isNonceUsed(merchant, nonce), "not used");
        _create(plan);
        _succeeds(stranger, call);
    }

    /// @dev The escrow has nonces of its own, and the other way round.
    function testFuzz_SucceedsWhateverTheEscrowsNonces(uint256 nonce) public {
        vm.prank(merchant);
        escrow.cancelNonce(nonce, "");
        require(!manager.isNonceUsed(merchant, nonce), "the escrow's");
        _prepare(Verb.Pause);
        _succeeds(stranger, _callOf(Verb.Pause, _signed(Verb.Pause, nonce, DEADLINE)));
        vm.prank(subscriber);
        manager.cancelNonce(nonce, "");
        require(!escrow.isNonceUsed(subscriber, nonce), "the manager's");
    }

    /// @dev Named attack: what was signed for one contract, delivered to the other.
    function test_RevertsWhenTheSignatureIsForTheEscrow() public {
        bytes memory typeString = _typeOf(Verb.CancelNonce);
        bytes32 structHash = keccak256(abi.encode(keccak256(typeString), subscriber, CANCELED, 7, DEADLINE));
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", escrow.domainSeparator(), structHash));
        bytes memory auth = abi.encode(subscriber, 7, DEADLINE, _sign(SUBSCRIBER_KEY, digest));
        _reverts(
            stranger,
            _cancelNonce(CANCELED, auth),
            abi.encodeWithSelector(ICommonErrors.InvalidSignature.selector, subscriber, _managerDigest(structHash))
        );
        vm.prank(stranger);
        escrow.cancelNonce(CANCELED, auth);
    }

    function _refuses(bytes memory call, address account, uint256 nonce) private {
        _refusesFrom(stranger, call, account, nonce);
    }

    function _refusesFrom(address sender, bytes memory call, address account, uint256 nonce) private {
        _reverts(sender, call, abi.encodeWithSelector(ICommonErrors.NonceAlreadyUsed.selector, account, nonce));
    }

    function _cancelNonce(uint256 nonce, bytes memory auth) private view returns (bytes memory) {
        return abi.encodeCall(manager.cancelNonce, (nonce, auth));
    }
}
