// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {Verbs} from "./support/Verbs.sol";

/// @notice The chain forked: ids stay, no money enters, no signature counts, and everyone gets out by own call.
contract ForeignChainTest is Verbs {
    bytes private constant FOREIGN = abi.encodeWithSelector(ICommonErrors.ForeignChain.selector, 40_000, 31_337);

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
        Verb[] memory verbs = _intake();
        vm.chainId(40_000);
        for (uint256 i; i < verbs.length; ++i) _reverts(verbs[i].sender, verbs[i].call, FOREIGN);
    }

    function test_RevertsWhenASignatureActs() public {
        bytes[8] memory calls = [
            abi.encodeCall(escrow.burn, (terms, _signed())),
            abi.encodeCall(escrow.capture, (terms, 1_000_000, 5_000, _signed())),
            abi.encodeCall(escrow.void, (terms, _signed())),
            abi.encodeCall(escrow.refund, (terms, 1, AVAILABLE, _signed())),
            abi.encodeCall(escrow.movePrepaid, (address(dollar), 1, true, _signed())),
            abi.encodeCall(escrow.transferBalance, (payer, address(dollar), 1, 0, _signed())),
            abi.encodeCall(escrow.withdraw, (address(dollar), 1, merchant, _signed())),
            abi.encodeCall(escrow.cancelNonce, (7, _signed()))
        ];
        vm.chainId(40_000);
        for (uint256 i; i < calls.length; ++i) _reverts(merchant, calls[i], FOREIGN);
        _reverts(merchant, abi.encodeCall(escrow.refund, (terms, 1, ALLOWANCE, _signed())), FOREIGN);
        _reverts(merchant, abi.encodeCall(escrow.refund, (terms, 1, ERC3009, _signed())), FOREIGN);
        _reverts(merchant, abi.encodeCall(escrow.setPayout, (merchant, _signed())), FOREIGN);
        _reverts(merchant, abi.encodeCall(escrow.setOperator, (operator, address(dollar), 1, _signed())), FOREIGN);
    }

    function test_SucceedsWithEveryExitByOwnCall() public {
        _prepare();
        Verb[] memory verbs = _exits();
        vm.chainId(40_000);
        for (uint256 i; i < verbs.length; ++i) _succeeds(verbs[i].sender, verbs[i].call);
    }

    function test_SucceedsWithReclaimByAnyone() public {
        vm.chainId(40_000);
        vm.warp(terms.captureBy);
        _succeeds(stranger, abi.encodeCall(escrow.reclaim, (terms)));
        require(dollar.balanceOf(payer) == WEALTH - 4_000_000, "payer");
    }

    /// @dev Whatever it says, it is not read.
    function _signed() private view returns (bytes memory) {
        return abi.encode(merchant, 7, NOW + 1 hours, hex"");
    }
}
