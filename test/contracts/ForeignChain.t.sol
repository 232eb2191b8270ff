// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {EscrowTest} from "./support/EscrowTest.sol";

/// @notice The chain forked: ids stay, no money enters, no signature counts, and everyone gets out by own call.
contract ForeignChainTest is EscrowTest {
    bytes private constant TYPE = "Void(address account,bytes32 id,uint256 nonce,uint256 deadline)";

    IPaymentTypes.Terms private terms;
    bytes32 private id;

    function setUp() public override {
        super.setUp();
        terms = _terms();
        id = _authorize(terms);
        _capture(terms, 4_000_000);
    }

    function testFuzz_SucceedsWithTheSameIds(uint32 chainId) public {
        vm.chainId(uint256(chainId) + 40_000);
        require(escrow.paymentId(terms) == id, "id");
    }

    function test_RevertsWhenMoneyWouldEnter() public {
        vm.chainId(40_000);
        IPaymentTypes.Pull memory pull = _byCall(IPaymentTypes.Source.Allowance);
        terms.salt = 2;
        bytes4 foreign = IPaymentEscrowErrors.ForeignChain.selector;
        _reverts(payer, abi.encodeCall(escrow.authorize, (terms, pull)), foreign);
        terms.mode = IPaymentTypes.Mode.Charge;
        _reverts(payer, abi.encodeCall(escrow.charge, (terms, 50_000, pull)), foreign);
    }

    function test_RevertsWhenASignatureActs() public {
        bytes memory auth = _auth(OPERATOR_KEY, TYPE, abi.encode(id));
        vm.chainId(40_000);
        _reverts(stranger, abi.encodeCall(escrow.void, (terms, auth)), IPaymentEscrowErrors.ForeignChain.selector);
    }

    function test_SucceedsWithEveryExitByOwnCall() public {
        vm.chainId(40_000);
        _capture(terms, 1_000_000);
        _succeeds(merchant, abi.encodeCall(escrow.refund, (terms, 1_000_000, IPaymentTypes.Source.Available, "")));
        _succeeds(merchant, abi.encodeCall(escrow.withdraw, (address(dollar), 1_000_000, merchant, "")));
        _succeeds(merchant, abi.encodeCall(escrow.setOperator, (operator, address(dollar), 0, "")));
        vm.warp(terms.captureBy);
        _succeeds(stranger, abi.encodeCall(escrow.reclaim, (terms)));
        require(dollar.balanceOf(payer) == WEALTH - AMOUNT + 6_000_000, "payer");
    }

    function test_SucceedsWithVoidByOwnCall() public {
        vm.chainId(40_000);
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
    }
}
