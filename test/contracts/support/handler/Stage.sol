// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {PaymentEscrow} from "../../../../contracts/PaymentEscrow.sol";
import {TestDollar} from "../../../../contracts/local/TestDollar.sol";
import {HostileDollar} from "../../../mocks/HostileDollar.sol";
import {Vm} from "../Vm.sol";
import {HostileWallet} from "./HostileWallet.sol";
import {ManagerActor} from "./ManagerActor.sol";
import {WideToken} from "./WideToken.sol";
import {EscrowDeployment} from "../EscrowDeployment.sol";

/// @notice Who plays, with what. Six accounts, each of which can be payer, merchant, operator, fee recipient, relayer and
/// thief, the last of them a contract; four tokens: the chain's own coin, a dollar of 6 decimals, a token of 18, and a
/// hostile dollar.
abstract contract Stage {
    Vm internal constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);
    uint256 internal constant ACCOUNTS = 6;
    uint256 internal constant TOKENS = 4;
    uint256 internal constant WEALTH = 1e28;
    uint256 private constant FIRST_KEY = 0xA11CE;

    PaymentEscrow public immutable ESCROW;
    ManagerActor public immutable MANAGER;
    TestDollar internal immutable DOLLAR;
    WideToken internal immutable WIDE;
    HostileDollar internal immutable HOSTILE;
    HostileWallet internal immutable WALLET;
    /// @dev Whether arguments may be wrong, and the escrow's reverts are this contract's own.
    bool internal immutable WILD;

    address[ACCOUNTS] public accounts;
    address[TOKENS] public tokens;
    address internal _admin;

    constructor(bool wild) payable {
        ManagerActor manager = new ManagerActor();
        PaymentEscrow escrow = EscrowDeployment.create(address(0xAD317), address(manager));
        (ESCROW, MANAGER, WILD) = (escrow, manager, wild);
        (DOLLAR, WIDE, HOSTILE) = (new TestDollar(), new WideToken(), new HostileDollar());
        WALLET = new HostileWallet(vm.addr(FIRST_KEY + ACCOUNTS - 1), escrow);
        tokens = [address(0), address(DOLLAR), address(WIDE), address(HOSTILE)];
        _admin = escrow.owner();
        for (uint256 i; i < TOKENS; ++i) {
            vm.prank(_admin);
            escrow.listToken(tokens[i], true);
        }
        for (uint256 i; i < ACCOUNTS; ++i) {
            accounts[i] = i < ACCOUNTS - 1 ? vm.addr(FIRST_KEY + i) : address(WALLET);
            _equip(accounts[i]);
        }
    }

    function _equip(address account) private {
        (bool success, ) = account.call{value: WEALTH}("");
        require(success, "equip");
        DOLLAR.mint(account, WEALTH);
        WIDE.mint(account, WEALTH);
        HOSTILE.mint(account, WEALTH);
        for (uint256 i = 1; i < TOKENS; ++i) {
            _approve(tokens[i], account, address(ESCROW), type(uint256).max);
            _approve(tokens[i], account, address(MANAGER), type(uint256).max);
        }
    }

    function _approve(address token, address account, address spender, uint256 amount) internal {
        vm.prank(account);
        IERC20(token).approve(spender, amount);
    }

    // ---------------------------------------------------------------- what is where

    function _walletOf(address token, address account) internal view returns (uint256) {
        return token == address(0) ? account.balance : IERC20(token).balanceOf(account);
    }

    function _heldOf(address token) internal view returns (uint256) {
        return _walletOf(token, address(ESCROW));
    }

    // ---------------------------------------------------------------- chance

    /// @dev A fuzzer likes small numbers; what is rolled from them must not all be zero.
    function _mix(uint256 seed) internal pure returns (uint256 r) {
        return uint256(keccak256(abi.encode(seed, msg.sig)));
    }

    /// @return One of `sides`, by the sixteen bits of `r` at `slot`, of which there are sixteen.
    function _roll(uint256 r, uint256 slot, uint256 sides) internal pure returns (uint256) {
        return uint256(uint16(r >> (16 * slot))) % sides;
    }

    function _someone(uint256 r, uint256 slot) internal view returns (address) {
        return accounts[_roll(r, slot, ACCOUNTS)];
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
        if (WILD && raw % 2 == 0) return raw;
        if (raw % 5 == 0 && most > 100) most = 100;
        return most == 0 ? 1 : uint96(1 + ((raw / 10) % most));
    }

    // ---------------------------------------------------------------- signatures

    function _signAs(address account, bytes32 digest) internal view returns (bytes memory) {
        uint256 i;
        while (i < ACCOUNTS - 1 && accounts[i] != account) ++i;
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(FIRST_KEY + i, digest);
        return abi.encodePacked(r, s, v);
    }

    function _digest(bytes32 structHash) internal view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", ESCROW.domainSeparator(), structHash));
    }

    function _actionDigest(
        address account,
        string memory typeString,
        bytes memory fields,
        uint256 nonce,
        uint256 deadline
    ) internal view returns (bytes32) {
        bytes memory head = abi.encode(keccak256(bytes(typeString)), account);
        return _digest(keccak256(bytes.concat(head, fields, abi.encode(nonce, deadline))));
    }

    function _authorizationOf(
        address token,
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
        return _signForToken(token, from, structHash);
    }

    function _permitOf(
        address token,
        address owner,
        uint256 deadline,
        bytes memory consent
    ) internal view returns (bytes memory) {
        bytes32 typehash = keccak256(
            "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
        );
        uint256 nonce = TestDollar(token).nonces(owner);
        bytes32 structHash = keccak256(
            abi.encode(typehash, owner, address(ESCROW), type(uint256).max, nonce, deadline)
        );
        bytes memory signature = _signForToken(token, owner, structHash);
        (bytes32 r, bytes32 s) = (bytes32(0), bytes32(0));
        assembly ("memory-safe") {
            r := mload(add(signature, 0x20))
            s := mload(add(signature, 0x40))
        }
        return abi.encode(type(uint256).max, deadline, uint8(signature[64]), r, s, consent);
    }

    function _signForToken(address token, address account, bytes32 structHash) private view returns (bytes memory) {
        bytes32 domain = TestDollar(token).DOMAIN_SEPARATOR();
        return _signAs(account, keccak256(abi.encodePacked(hex"1901", domain, structHash)));
    }
}
