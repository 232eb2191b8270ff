// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC3009} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC3009.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {TestDollar} from "../../../contracts/local/TestDollar.sol";
import {PlainToken} from "./PlainToken.sol";

/// @notice Calls any authorization a success and moves nothing.
contract Idle3009Token is PlainToken {
    constructor() PlainToken(6) {}

    function receiveWithAuthorization(
        address,
        address,
        uint256,
        uint256,
        uint256,
        bytes32,
        uint8,
        bytes32,
        bytes32
    ) external {}

    function receiveWithAuthorization(address, address, uint256, uint256, uint256, bytes32, bytes calldata) external {}
}

/// @notice Moves one unit more or less than was authorized.
contract Inexact3009Token is TestDollar {
    bool public more;

    function setMore(bool value) external {
        more = value;
    }

    function _update(address from, address to, uint256 value) internal override {
        super._update(
            from,
            to,
            from == address(0)
                ? value
                : more
                    ? value + 1
                    : value - 1
        );
    }
}

/// @notice Checks the signature, but not that the receiver itself delivers it: anyone moves the money in, as with
/// `transferWithAuthorization`.
contract Open3009Token is ERC3009 {
    constructor() ERC20("Open Token", "OPEN") EIP712("Open Token", "1") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) public override {
        bytes32 structHash = keccak256(
            abi.encode(RECEIVE_WITH_AUTHORIZATION_TYPEHASH, from, to, value, validAfter, validBefore, nonce)
        );
        require(ECDSA.recover(_hashTypedDataV4(structHash), v, r, s) == from, "signature");
        _transferWithAuthorization(from, to, value, validAfter, validBefore, nonce);
    }

    function DOMAIN_SEPARATOR() external view returns (bytes32) {
        return _domainSeparatorV4();
    }
}
