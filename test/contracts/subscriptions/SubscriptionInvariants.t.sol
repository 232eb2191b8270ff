// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {console} from "hardhat/console.sol";
import {PaymentEscrow} from "../../../contracts/PaymentEscrow.sol";
import {Cast} from "../support/subscriptions/Cast.sol";
import {Meddling} from "../support/subscriptions/Meddling.sol";

/// @notice Plays every verb of SubscriptionManager, and the escrow's verbs between them, in random order with random
/// parties. Each external function of the abstract contracts is a kind of step, and what they must not do shows in
/// {Ledger-violation}.
/// @dev Stands here because the runner knows the ABIs of a test file's own contracts only.
contract SubscriptionHandler is Meddling {
    constructor(bool wild) Cast(wild) {}

    /// @return signatures Of the kinds of steps, which a fuzzer may call.
    function steps() external pure returns (string[] memory signatures) {
        string[44] memory all = [
            "createPlan(uint256,uint96)",
            "setPrice(uint256,uint96,uint40)",
            "archivePlan(uint256)",
            "subscribeByCall(uint256)",
            "subscribeBySignature(uint256)",
            "subscribeByAuthorization(uint256)",
            "subscribeByPermit(uint256)",
            "subscribeByOffer(uint256)",
            "replace(uint256)",
            "deliverLate(uint256)",
            "burn(uint256)",
            "renew(uint256)",
            "renewBatch(uint256)",
            "renewWithLittleGas(uint256,uint256)",
            "chargeUsage(uint256,uint96)",
            "pause(uint256)",
            "resume(uint256)",
            "cancelNow(uint256)",
            "cancelAtPeriodEnd(uint256)",
            "cancelNonce(uint256)",
            "deposit(uint256,uint96)",
            "movePrepaid(uint256,uint96)",
            "withdraw(uint256,uint96)",
            "transferBalance(uint256,uint96)",
            "allow(uint256,uint96)",
            "earn(uint256,uint96)",
            "letTimePass(uint256)",
            "letPeriodsPass(uint256)",
            "letDeadlineCome(uint256)",
            "listToken(uint256)",
            "pauseIntake(uint256)",
            "misbehave(uint256)",
            "donate(uint256,uint96)",
            "hookByOther(uint256,uint96)",
            "stealFromBalance(uint256,uint96)",
            "replay(uint256)",
            "stealByBeginning(uint256)",
            "stealByReplacing(uint256)",
            "stealByUsage(uint256,uint96)",
            "chargeUsageTooLate(uint256)",
            "renewForged(uint256)",
            "meddleWithPlan(uint256)",
            "meddleWithSubscription(uint256)",
            "twistSignature(uint256)"
        ];
        signatures = new string[](all.length);
        for (uint256 i; i < all.length; ++i) signatures[i] = all[i];
    }

    /// @return seen What must be seen on a walk, as {Ledger-sights} counts it.
    function sightsToSee() external pure returns (string[] memory seen) {
        string[18] memory all = [
            "a renewal from a prepaid balance",
            "a renewal by allowance",
            "a renewal at nothing",
            "a first charge after a trial",
            "a missed period that is charged",
            "a missed period that is skipped",
            "a last period",
            "a month that is charged",
            "a renewal at another price",
            "a second renewal in one call",
            "a renewal above its cap",
            "a renewal that cannot be paid",
            "another first amount",
            "a replacement",
            "more usage of one period",
            "usage in the time of grace",
            "usage while ending",
            "a pause that skips periods"
        ];
        seen = new string[](all.length);
        for (uint256 i; i < all.length; ++i) seen[i] = all[i];
    }
}

interface SuiteVm {
    function getCode(string calldata artifact) external view returns (bytes memory);
    function warp(uint256 newTimestamp) external;
}

/// @notice What holds after every step of any sequence across both contracts; numbered as in docs/invariants.md. Each call
/// is judged by the handler at once, and booked; here what the contracts say is compared with its books, one token, one plan
/// and one subscription in turn after every step, and all of them at the end of each sequence.
abstract contract SubscriptionSuite {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    SuiteVm private constant vm = SuiteVm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);
    uint256 private constant STEPS = 3_000;
    uint256 private constant TOKENS = 3;
    uint256 private constant PLAYERS = 8;

    PaymentEscrow internal escrow;
    address internal manager;
    SubscriptionHandler internal handler;
    bool private mayRevert;

    function _setUp(bool wild) internal {
        mayRevert = wild;
        // 30 January 2031: the ends of months are near.
        vm.warp(1_927_533_600);
        bytes memory code = vm.getCode("SubscriptionInvariants.t.sol:SubscriptionHandler");
        code = bytes.concat(code, abi.encode(wild));
        SubscriptionHandler deployed;
        assembly ("memory-safe") {
            deployed := create(0, add(code, 0x20), mload(code))
        }
        require(address(deployed) != address(0), "no handler");
        (handler, escrow, manager) = (deployed, deployed.ESCROW(), address(deployed.MANAGER()));
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function targetSelectors() public view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        string[] memory steps = handler.steps();
        targets[0] = FuzzSelector(address(handler), new bytes4[](steps.length));
        for (uint256 i; i < steps.length; ++i) targets[0].selectors[i] = _selectorOf(steps[i]);
    }

    function invariant_1_3_5_6_HoldAfterEveryStep() public {
        uint256 turn = handler.turn();
        _checkToken(handler.tokens(turn % TOKENS));
        (uint256 deals, uint256 offers) = (handler.dealCount(), handler.offerCount());
        if (deals != 0) handler.checkDeal(deals - 1 - (turn % (deals < 16 ? deals : 16)));
        if (offers != 0) handler.checkOffer(turn % offers);
        _requireNoViolation();
    }

    function afterInvariant() public {
        for (uint256 t; t < TOKENS; ++t) _checkToken(handler.tokens(t));
        for (uint256 i; i < handler.dealCount(); ++i) handler.checkDeal(i);
        for (uint256 i; i < handler.offerCount(); ++i) handler.checkOffer(i);
        handler.checkSums();
        handler.checkIntake();
        _requireNoViolation();
    }

    /// @notice A walk of a fixed course, on which every kind of step must succeed, and where all are valid every sight be
    /// seen: else the sequences above would prove little.
    function test_EachKindOfStepSucceeds() public {
        string[] memory steps = handler.steps();
        for (uint256 i; i < STEPS; ++i) {
            bytes4 selector = _selectorOf(steps[uint256(keccak256(abi.encode("step", i))) % steps.length]);
            (bytes memory seed, uint40 a) = (
                abi.encode(keccak256(abi.encode(i))),
                uint40(uint256(keccak256(abi.encode("a", i))))
            );
            (bool success, ) = address(handler).call(bytes.concat(selector, seed, abi.encode(a, a)));
            require(success || mayRevert, "a step reverted");
            if (i % 16 == 0) invariant_1_3_5_6_HoldAfterEveryStep();
        }
        afterInvariant();
        for (uint256 i; i < steps.length; ++i) {
            (uint256 tried, uint256 succeeded) = handler.tallies(_selectorOf(steps[i]));
            console.log("%s: %d of %d succeeded", steps[i], succeeded, tried);
            require(succeeded != 0, steps[i]);
        }
        if (!mayRevert) _requireSights();
    }

    function _requireSights() private view {
        string[] memory sights = handler.sightsToSee();
        for (uint256 i; i < sights.length; ++i) {
            uint256 seen = handler.sights(sights[i]);
            console.log("%s: seen %d times", sights[i], seen);
            require(seen != 0, sights[i]);
        }
    }

    function _selectorOf(string memory signature) private pure returns (bytes4) {
        return bytes4(keccak256(bytes(signature)));
    }

    function _checkToken(address token) private {
        (uint256 moneyIn, uint256 moneyOut, uint256 gifts, ) = handler.tills(token);
        uint256 held = _walletOf(token, address(escrow));
        uint256 owed;
        for (uint256 i; i < PLAYERS; ++i) {
            (uint96 some, uint96 prepaidToo, ) = escrow.balance(handler.accounts(i), token);
            owed += uint256(some) + prepaidToo;
        }
        require(held == owed + gifts, "1: held differs from owed");
        require(moneyIn == moneyOut + held, "3: in differs from out and held");
        require(_walletOf(token, manager) == 0 && manager.balance == 0, "1: the manager holds money");
        (uint96 available, uint96 prepaid, ) = escrow.balance(manager, token);
        require(available == 0 && prepaid == 0, "1: the manager has a balance");
        handler.checkToken(token);
    }

    function _walletOf(address token, address account) private view returns (uint256) {
        return token == address(0) ? account.balance : IERC20(token).balanceOf(account);
    }

    function _requireNoViolation() internal view {
        string memory violation = handler.violation();
        if (bytes(violation).length == 0) return;
        console.logBytes(handler.refusal());
        revert(violation);
    }
}

/// @notice Steps that are valid, none of which may revert.
contract SubscriptionInvariantsTest is SubscriptionSuite {
    function setUp() public {
        _setUp(false);
    }
}

/// @notice Steps with arguments of any kind, most of which are refused: whatever slips through must do no harm.
/// hardhat-config: invariant.failOnRevert = false
contract WildSubscriptionInvariantsTest is SubscriptionSuite {
    function setUp() public {
        _setUp(true);
    }
}
