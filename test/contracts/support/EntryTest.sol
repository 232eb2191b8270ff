// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowEvents} from "../../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../../contracts/interfaces/IPaymentTypes.sol";
import {EscrowTest} from "./EscrowTest.sol";
import {Vm} from "./Vm.sol";

/// @notice What the tests of single verbs share: exact errors, exact balances, deposits, permits and the chain's own coin.
abstract contract EntryTest is EscrowTest {
    address internal constant COIN = address(0);
    /// @dev When every test begins. Not `block.timestamp`, which an optimizer may take for the same throughout a test.
    uint256 internal constant NOW = 1_900_000_000;

    IPaymentTypes.Source internal constant ALLOWANCE = IPaymentTypes.Source.Allowance;
    IPaymentTypes.Source internal constant AVAILABLE = IPaymentTypes.Source.Available;
    IPaymentTypes.Source internal constant ERC3009 = IPaymentTypes.Source.Erc3009;
    IPaymentTypes.Source internal constant PERMIT = IPaymentTypes.Source.Permit;
    IPaymentTypes.Source internal constant PERMIT2 = IPaymentTypes.Source.Permit2;
    IPaymentTypes.Source internal constant NATIVE = IPaymentTypes.Source.Native;

    // ---------------------------------------------------------------- what they own

    /// @dev Money in the wallet of `account`, which the escrow may take.
    function _fund(address account, uint96 amount) internal {
        dollar.mint(account, amount);
        vm.prank(account);
        dollar.approve(address(escrow), amount);
    }

    function _deposit(address account, uint96 amount, bool toPrepaid) internal {
        _fund(account, amount);
        _succeeds(account, abi.encodeCall(escrow.deposit, (toPrepaid, address(dollar), amount, ALLOWANCE, "")));
    }

    /// @dev Allows intake of the chain's own coin, of which the payer has its wealth.
    function _listCoin() internal {
        escrow.listToken(COIN, true);
        vm.deal(payer, WEALTH);
    }

    function _depositCoin(address account, uint96 amount, bool toPrepaid) internal {
        vm.deal(account, amount);
        _succeedsPaying(amount, account, abi.encodeCall(escrow.deposit, (toPrepaid, COIN, amount, NATIVE, "")));
    }

    function _coinTerms() internal view returns (IPaymentTypes.Terms memory terms) {
        terms = _terms();
        terms.token = COIN;
    }

    // ---------------------------------------------------------------- what they sign

    /// @dev The digest that the escrow finds in an `auth` of {EscrowTest-_authOf}.
    function _digestOf(
        address account,
        bytes memory typeString,
        bytes memory fields,
        uint256 nonce,
        uint256 deadline
    ) internal view returns (bytes32) {
        return
            _escrowDigest(
                keccak256(bytes.concat(abi.encode(keccak256(typeString), account), fields, abi.encode(nonce, deadline)))
            );
    }

    /// @dev The token's own signature, whose nonce is the digest of the action.
    function _erc3009AuthOf(
        uint256 key,
        bytes memory typeString,
        bytes memory fields,
        uint96 amount,
        uint256 nonce,
        uint256 deadline
    ) internal view returns (bytes memory) {
        address account = vm.addr(key);
        bytes32 digest = _digestOf(account, typeString, fields, nonce, deadline);
        return abi.encode(account, nonce, deadline, _erc3009Signature(key, account, amount, deadline, digest));
    }

    /// @dev The payer's permit for the escrow, and the consent that comes with it.
    function _permit(uint256 value, uint256 deadline, bytes memory consent) internal view returns (bytes memory) {
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                payer,
                address(escrow),
                value,
                dollar.nonces(payer),
                deadline
            )
        );
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", dollar.DOMAIN_SEPARATOR(), structHash));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(PAYER_KEY, digest);
        return abi.encode(value, deadline, v, r, s, consent);
    }

    // ---------------------------------------------------------------- what they send

    function _succeedsPaying(uint256 value, address sender, bytes memory call) internal {
        vm.prank(sender);
        (bool success, bytes memory answer) = address(escrow).call{value: value}(call);
        if (success) return;
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }

    /// @param expected The whole error.
    function _revertsPaying(uint256 value, address sender, bytes memory call, bytes memory expected) internal {
        vm.prank(sender);
        (bool success, bytes memory answer) = address(escrow).call{value: value}(call);
        require(!success, "expected a revert");
        require(bytes4(answer) == bytes4(expected), "reverted with another error");
        require(keccak256(answer) == keccak256(expected), "reverted with other arguments");
    }

    function _reverts(address sender, bytes memory call, bytes memory expected) internal {
        _revertsPaying(0, sender, call, expected);
    }

    // ---------------------------------------------------------------- what is expected

    function _expectBalance(
        address account,
        address token,
        bytes32 cause,
        uint96 available,
        uint96 prepaid,
        uint64 seq
    ) internal {
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.BalanceChanged(account, token, cause, available, prepaid, seq);
    }

    function _requireBalance(
        address account,
        address token,
        uint256 available,
        uint256 prepaid,
        uint256 seq
    ) internal view {
        (uint96 actualAvailable, uint96 actualPrepaid, uint64 actualSeq) = escrow.balance(account, token);
        require(actualAvailable == available, "available");
        require(actualPrepaid == prepaid, "prepaid");
        require(actualSeq == seq, "seq");
    }

    /// @dev How many recorded events of the escrow have this first topic.
    function _count(Vm.Log[] memory logs, bytes32 topic) internal view returns (uint256 number) {
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].emitter == address(escrow) && logs[i].topics[0] == topic) ++number;
        }
    }
}
