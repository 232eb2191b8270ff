// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../../contracts/interfaces/ICommonErrors.sol";
import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {SignedVerbs} from "../support/SignedVerbs.sol";

/// @notice What holds for every verb of the manager that an account signs and anyone delivers.
contract SignedVerbsTest is SignedVerbs {
    uint256 private constant NONCE = 7;
    uint256 private constant DEADLINE = NOW + 1;

    function testFuzz_SucceedsWhoeverDeliversIt(address relayer, uint256 nonce) public {
        vm.assume(nonce > type(uint32).max);
        for (uint256 i; i < VERBS; ++i) {
            Verb verb = Verb(i);
            _prepare(verb);
            // Each verb with a nonce of its own.
            uint256 unused = nonce ^ (i << 9);
            address account = vm.addr(_keyOf(verb));
            require(!manager.isNonceUsed(account, unused), "not used");
            bytes memory call = _callOf(verb, _signed(verb, unused, DEADLINE));
            bytes32 digest = _digestOf(account, _typeOf(verb), _fieldsOf(verb), unused, DEADLINE);
            _expectNonceUsed(account, unused, digest);
            _succeeds(relayer, call);
            require(manager.isNonceUsed(account, unused), "used");
            require(!manager.isNonceUsed(account, unused ^ 1), "only this one");
        }
        _requireOutcomes();
    }

    function _requireOutcomes() private view {
        require(manager.planOf(manager.planId(_planOf(Verb.CreatePlan))).version == 1, "created");
        require(manager.planOf(manager.planId(_planOf(Verb.SetPrice))).nextPrice == 7, "priced");
        require(manager.planOf(manager.planId(_planOf(Verb.ArchivePlan))).archived, "archived");
        _requireStatus(_idOf(Verb.Burn), BURNED);
        _requireStatus(_idOf(Verb.Pause), PAUSED);
        _requireStatus(_idOf(Verb.Resume), ACTIVE);
        _requireStatus(_idOf(Verb.CancelNow), ENDED);
        _requireStatus(_idOf(Verb.CancelAtPeriodEnd), ENDING);
        require(manager.isNonceUsed(subscriber, CANCELED), "canceled");
    }

    function testFuzz_RevertsFromTheDeadlineOn(uint32 late) public {
        for (uint256 i; i < VERBS; ++i) {
            vm.warp(NOW);
            Verb verb = Verb(i);
            _prepare(verb);
            bytes memory call = _callOf(verb, _signed(verb, NONCE + i, NOW + 1 hours));
            vm.warp(NOW + 1 hours);
            _reverts(stranger, call, _tooLate(NOW + 1 hours, NOW + 1 hours));
            vm.warp(NOW + 1 hours + late);
            _reverts(stranger, call, _tooLate(NOW + 1 hours + late, NOW + 1 hours));
            vm.warp(NOW + 1 hours - 1);
            _succeeds(stranger, call);
        }
    }

    /// @dev The call says one thing, the signature another, in one bit of one word: of any field.
    function testFuzz_RevertsWhenAnyFieldDiffers(uint8 bit) public {
        for (uint256 i; i < VERBS; ++i) {
            Verb verb = Verb(i);
            _prepare(verb);
            for (uint256 field; field < _fieldsOf(verb).length / 0x20; ++field) {
                bytes memory fields = _fieldsOf(verb);
                assembly ("memory-safe") {
                    let place := add(add(fields, 0x20), mul(field, 0x20))
                    mstore(place, xor(mload(place), shl(bit, 1)))
                }
                _refusesSignature(verb, _typeOf(verb), fields, _keyOf(verb));
            }
        }
    }

    /// @dev Cancel now and cancel at the end, pause and resume, burn and archive: one is not the other.
    function test_RevertsWhenAnotherVerbWasSigned() public {
        for (uint256 i; i < VERBS; ++i) {
            Verb verb = Verb(i);
            _prepare(verb);
            for (uint256 other; other < VERBS; ++other) {
                if (keccak256(_typeOf(verb)) == keccak256(_typeOf(Verb(other)))) continue;
                _refusesSignature(verb, _typeOf(Verb(other)), _fieldsOf(verb), _keyOf(verb));
            }
        }
    }

    function test_RevertsWhenAnotherKeySigned() public {
        for (uint256 i; i < VERBS; ++i) {
            Verb verb = Verb(i);
            _prepare(verb);
            _refusesSignature(verb, _typeOf(verb), _fieldsOf(verb), STRANGER_KEY);
            _refusesSignature(verb, _typeOf(verb), _fieldsOf(verb), OPERATOR_KEY);
        }
    }

    /// @dev What the account signed for one nonce and deadline is not signed for others.
    function testFuzz_RevertsWhenTheRelayerChangesNonceOrDeadline(uint256 nonce, uint256 deadline) public {
        vm.assume(nonce != NONCE && deadline != DEADLINE && deadline > NOW);
        for (uint256 i; i < VERBS; ++i) {
            Verb verb = Verb(i);
            _prepare(verb);
            address account = vm.addr(_keyOf(verb));
            (, , , bytes memory signature) = abi.decode(
                _signed(verb, NONCE, DEADLINE),
                (address, uint256, uint256, bytes)
            );
            bytes32 digest = _digestOf(account, _typeOf(verb), _fieldsOf(verb), nonce, DEADLINE);
            bytes memory call = _callOf(verb, abi.encode(account, nonce, DEADLINE, signature));
            _reverts(stranger, call, _invalid(account, digest));
            digest = _digestOf(account, _typeOf(verb), _fieldsOf(verb), NONCE, deadline);
            call = _callOf(verb, abi.encode(account, NONCE, deadline, signature));
            _reverts(stranger, call, _invalid(account, digest));
        }
    }

    /// @dev A valid signature of somebody who may not: the relayer's own rights do not help either.
    function test_RevertsWhenTheSignerMayNot() public {
        for (uint256 i; i < uint256(Verb.CancelNonce); ++i) {
            Verb verb = Verb(i);
            _prepare(verb);
            bytes memory auth = _authOf(operator, OPERATOR_KEY, _typeOf(verb), _fieldsOf(verb), NONCE, DEADLINE);
            _reverts(vm.addr(_keyOf(verb)), _callOf(verb, auth), _mayNot(verb));
            require(!manager.isNonceUsed(operator, NONCE), "nonce");
        }
    }

    function testFuzz_RevertsOnAForeignChain(uint32 chainId) public {
        vm.assume(chainId != 31_337 && chainId != 0);
        for (uint256 i; i < VERBS; ++i) {
            vm.chainId(31_337);
            Verb verb = Verb(i);
            _prepare(verb);
            bytes memory call = _callOf(verb, _signed(verb, NONCE, DEADLINE));
            vm.chainId(chainId);
            bytes memory foreign = abi.encodeWithSelector(ICommonErrors.ForeignChain.selector, chainId, 31_337);
            _reverts(stranger, call, foreign);
        }
    }

    /// @dev Ids and the domain stay on a fork, and who calls itself needs no signature: only money stays out.
    function test_SucceedsByOwnCallOnAForeignChain() public {
        for (uint256 i = uint256(Verb.SetPrice); i < VERBS; ++i) {
            vm.chainId(31_337);
            Verb verb = Verb(i);
            _prepare(verb);
            vm.chainId(40_000);
            _succeeds(vm.addr(_keyOf(verb)), _callOf(verb, ""));
        }
    }

    // ---------------------------------------------------------------- how

    /// @param fields What is signed beside the account, nonce and deadline, under `typeString`, by `key`.
    function _refusesSignature(Verb verb, bytes memory typeString, bytes memory fields, uint256 key) private {
        address account = vm.addr(_keyOf(verb));
        bytes memory auth = _authOf(account, key, typeString, fields, NONCE, DEADLINE);
        bytes32 digest = _digestOf(account, _typeOf(verb), _fieldsOf(verb), NONCE, DEADLINE);
        _reverts(stranger, _callOf(verb, auth), _invalid(account, digest));
    }

    function _idOf(Verb verb) private view returns (bytes32) {
        return _id(_planOf(verb), _subscription());
    }

    function _mayNot(Verb verb) private view returns (bytes memory) {
        if (verb == Verb.Burn) {
            return abi.encodeWithSelector(ISubscriptionManagerErrors.NotSubscriber.selector, operator, subscriber);
        }
        if (verb != Verb.CancelNow && verb != Verb.CancelAtPeriodEnd) return _notMerchant(operator);
        return
            abi.encodeWithSelector(
                ISubscriptionManagerErrors.NotSubscriberOrMerchant.selector,
                operator,
                subscriber,
                merchant
            );
    }

    function _invalid(address account, bytes32 digest) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ICommonErrors.InvalidSignature.selector, account, digest);
    }

    function _tooLate(uint256 actual, uint256 deadline) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ICommonErrors.TooLate.selector, actual, deadline);
    }
}
