// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {PaymentEscrow} from "../../../../contracts/PaymentEscrow.sol";
import {SubscriptionManager} from "../../../../contracts/SubscriptionManager.sol";
import {ISignedActions} from "../../../../contracts/interfaces/ISignedActions.sol";
import {TestDollar} from "../../../../contracts/local/TestDollar.sol";
import {SubscriptionDeployment} from "../SubscriptionDeployment.sol";
import {Vm} from "../Vm.sol";
import {WideToken} from "../handler/WideToken.sol";
import {FickleDollar} from "./FickleDollar.sol";
import {Intruder} from "./Intruder.sol";

/// @notice Who plays, with what. Eight accounts, each of which can be subscriber, merchant, operator, fee recipient,
/// relayer and thief, the last two of them contracts; three tokens: the chain's own coin, a fickle dollar with EIP-2612
/// and EIP-3009, and a token with EIP-2612 alone.
abstract contract Cast {
    Vm internal constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);
    uint256 internal constant PLAYERS = 8;
    uint256 internal constant TOKENS = 3;
    /// @dev Little enough to run out.
    uint96 internal constant WEALTH = 20_000_000;
    uint256 internal constant FIRST_ALLOWANCE = 5_000_000;
    uint256 private constant FIRST_KEY = 0xA11CE;
    address internal constant ADMIN = address(0xAD317);
    address internal constant NOBODY = address(0xBAD);
    address internal constant COIN = address(0);

    PaymentEscrow public immutable ESCROW;
    SubscriptionManager public immutable MANAGER;
    FickleDollar internal immutable DOLLAR;
    WideToken internal immutable WIDE;
    Intruder internal immutable INTRUDER;
    /// @dev Whether arguments may be wrong, and the contracts' reverts are this contract's own.
    bool internal immutable WILD;

    address[PLAYERS] public accounts;
    address[TOKENS] public tokens;

    constructor(bool wild) {
        (ESCROW, MANAGER) = SubscriptionDeployment.create(ADMIN);
        (DOLLAR, WIDE, INTRUDER) = (new FickleDollar(), new WideToken(), new Intruder(_keyHolder(PLAYERS - 1)));
        WILD = wild;
        // What accounts earn of the coin comes out of it.
        vm.deal(address(this), type(uint96).max);
        tokens = [COIN, address(DOLLAR), address(WIDE)];
        for (uint256 i; i < TOKENS; ++i) {
            vm.prank(ADMIN);
            ESCROW.listToken(tokens[i], true);
        }
        for (uint256 i; i < PLAYERS; ++i) {
            accounts[i] = i < PLAYERS - 2 ? _keyHolder(i) : address(INTRUDER);
            if (i == PLAYERS - 2) accounts[i] = address(new Intruder(_keyHolder(i)));
            _equip(accounts[i]);
        }
    }

    function _equip(address account) private {
        vm.deal(account, WEALTH);
        DOLLAR.mint(account, WEALTH);
        WIDE.mint(account, WEALTH);
        for (uint256 i = 1; i < TOKENS; ++i) {
            _approve(tokens[i], account, address(ESCROW), type(uint256).max);
            _approve(tokens[i], account, address(MANAGER), FIRST_ALLOWANCE);
        }
    }

    function _approve(address token, address account, address spender, uint256 amount) internal {
        vm.prank(account);
        IERC20(token).approve(spender, amount);
    }

    function _walletOf(address token, address account) internal view returns (uint256) {
        return token == COIN ? account.balance : IERC20(token).balanceOf(account);
    }

    /// @dev As both contracts have it: money could never leave these again.
    function _isOutsider(address party, address token) internal view returns (bool) {
        return party != address(0) && party != address(ESCROW) && party != address(MANAGER) && party != token;
    }

    // ---------------------------------------------------------------- chance

    /// @dev A fuzzer likes small numbers; what is rolled from them must not all be zero.
    function _mix(uint256 seed) internal pure returns (uint256 r) {
        return uint256(keccak256(abi.encode(seed, msg.sig)));
    }

    /// @return Other chances than `r` itself.
    function _more(uint256 r) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(r)));
    }

    /// @return One of `sides`, by the sixteen bits of `r` at `slot`, of which there are sixteen.
    function _roll(uint256 r, uint256 slot, uint256 sides) internal pure returns (uint256) {
        return uint256(uint16(r >> (16 * slot))) % sides;
    }

    function _someone(uint256 r, uint256 slot) internal view returns (address) {
        return accounts[_roll(r, slot, PLAYERS)];
    }

    /// @dev Somebody else than `account`, now and then without any role.
    function _someoneElse(uint256 r, uint256 slot, address account) internal view returns (address other) {
        other = [_someone(r, slot), _someone(r, slot), ADMIN, NOBODY][_roll(r >> 3, slot, 4)];
        if (other == account) other = NOBODY;
    }

    /// @dev In the wild also those who can be no party of anything.
    function _party(uint256 r, uint256 slot, address token) internal view returns (address) {
        if (WILD && _roll(r, slot, 24) == 0) {
            return [address(0), address(ESCROW), address(MANAGER), token][r % 4];
        }
        return _someone(r, slot);
    }

    /// @return Between 1 and `most`, often tiny; in the wild anything.
    function _amount(uint96 raw, uint256 most) internal view returns (uint96) {
        if (WILD && raw % 4 == 0) return raw;
        if (raw % 5 == 0 && most > 100) most = 100;
        return most == 0 ? 1 : uint96(1 + ((raw / 10) % most));
    }

    // ---------------------------------------------------------------- signatures

    function _keyHolder(uint256 i) private pure returns (address) {
        return vm.addr(FIRST_KEY + i);
    }

    /// @dev Who is nobody here signs with a key that is nobody's.
    function _signAs(address account, bytes32 digest) internal view returns (bytes memory) {
        uint256 i;
        while (i < PLAYERS && accounts[i] != account) ++i;
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(FIRST_KEY + i, digest);
        return abi.encodePacked(r, s, v);
    }

    /// @param target Whose domain it is.
    function _digest(address target, bytes32 structHash) internal view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", ISignedActions(target).domainSeparator(), structHash));
    }

    function _signAuthorization(
        address from,
        uint256 value,
        uint256 validBefore,
        bytes32 nonce
    ) internal view returns (bytes memory) {
        bytes32 typehash = keccak256(
            "ReceiveWithAuthorization(address from,address to,uint256 value,"
            "uint256 validAfter,uint256 validBefore,bytes32 nonce)"
        );
        bytes32 structHash = keccak256(abi.encode(typehash, from, address(ESCROW), value, 0, validBefore, nonce));
        return _signAs(from, keccak256(abi.encodePacked(hex"1901", DOLLAR.DOMAIN_SEPARATOR(), structHash)));
    }

    /// @return data As a pull with a permit has it, with the manager as spender.
    function _signPermit(
        address token,
        address owner,
        uint256 value,
        uint256 deadline,
        bytes memory consent
    ) internal view returns (bytes memory data) {
        bytes32 typehash = keccak256(
            "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
        );
        uint256 nonce = TestDollar(token).nonces(owner);
        bytes32 structHash = keccak256(abi.encode(typehash, owner, address(MANAGER), value, nonce, deadline));
        bytes32 domain = TestDollar(token).DOMAIN_SEPARATOR();
        bytes memory signature = _signAs(owner, keccak256(abi.encodePacked(hex"1901", domain, structHash)));
        (bytes32 r, bytes32 s) = (bytes32(0), bytes32(0));
        assembly ("memory-safe") {
            r := mload(add(signature, 0x20))
            s := mload(add(signature, 0x40))
        }
        return abi.encode(value, deadline, uint8(signature[64]), r, s, consent);
    }
}
