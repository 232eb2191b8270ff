// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {console} from "hardhat/console.sol";
import {PaymentEscrow} from "../../contracts/PaymentEscrow.sol";
import {AttackSteps} from "./support/handler/AttackSteps.sol";
import {CaptureSteps} from "./support/handler/CaptureSteps.sol";
import {Stage} from "./support/handler/Stage.sol";

/// @notice Plays every verb in random order with random parties. Each external function of the abstract contracts is a kind
/// of step, and what they must not do shows in {Books-violation}.
/// @dev Stands here because the runner knows the ABIs of a test file's own contracts only.
contract EscrowHandler is AttackSteps, CaptureSteps {
    constructor(bool wild) payable Stage(wild) {}

    /// @return signatures Of the kinds of steps, which a fuzzer may call.
    function steps() external pure returns (string[] memory signatures) {
        string[36] memory all = [
            "authorizeByCall(uint256,uint96,uint48)",
            "authorizeBySignature(uint256,uint96,uint48)",
            "chargeByCall(uint256,uint96,uint96,uint48)",
            "chargeBySignature(uint256,uint96,uint96,uint48)",
            "burn(uint256,uint96,uint48)",
            "beginAgain(uint256)",
            "capture(uint256,uint96,uint96)",
            "captureBatch(uint256,uint96,uint96)",
            "void(uint256)",
            "voidWithLittleGas(uint256,uint256)",
            "reclaim(uint256)",
            "refundFromBalance(uint256,uint96)",
            "refundByOperator(uint256,uint96)",
            "refundFromWallet(uint256,uint96)",
            "deposit(uint256,uint96)",
            "movePrepaid(uint256,uint96)",
            "transferBalance(uint256,uint96,bytes32)",
            "withdraw(uint256,uint96)",
            "withdrawFor(uint256)",
            "setPayout(uint256)",
            "setOperator(uint256,uint96)",
            "cancelNonce(uint256)",
            "renew(uint256,uint96)",
            "renewWrongly(uint256,uint96,uint96)",
            "actWithinRenewal(uint256,uint96)",
            "hookByOther(uint256,uint96)",
            "letTimePass(uint256)",
            "listToken(uint256)",
            "pauseIntake(uint256)",
            "transferOwnership(uint256)",
            "misbehave(uint256,uint256)",
            "donate(uint256,uint96)",
            "stealFromPayment(uint256,uint96)",
            "stealByIntake(uint256,uint96,uint48)",
            "stealFromBalance(uint256,uint96)",
            "replay(uint256)"
        ];
        signatures = new string[](all.length);
        for (uint256 i; i < all.length; ++i) signatures[i] = all[i];
    }
}

interface SuiteVm {
    function getCode(string calldata artifact) external view returns (bytes memory);
    function warp(uint256 newTimestamp) external;
}

/// @notice What holds after every step of any sequence; numbered as in docs/invariants.md. Each step is compared with the
/// handler's books at once; here the escrow's own figures are added up, one token and one payment in turn after every
/// step, and all of them at the end of each sequence.
abstract contract InvariantSuite {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    SuiteVm private constant vm = SuiteVm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);
    /// @dev Of the chain's own coin, for all accounts.
    uint256 private constant WEALTH = 6e28;

    uint256 private constant STEPS = 3_000;

    PaymentEscrow internal escrow;
    address internal manager;
    EscrowHandler internal handler;
    bool private mayRevert;

    function _setUp(bool wild) internal {
        mayRevert = wild;
        vm.warp(1_900_000_000);
        bytes memory code = bytes.concat(vm.getCode("Invariants.t.sol:EscrowHandler"), abi.encode(wild));
        EscrowHandler deployed;
        assembly ("memory-safe") {
            deployed := create(WEALTH, add(code, 0x20), mload(code))
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

    function invariant_1_2_3_4_6_HoldAfterEveryStep() public {
        uint256 turn = handler.turn();
        _checkToken(handler.tokens(turn % 4));
        uint256 count = handler.paymentCount();
        if (count != 0) _checkPayment(turn % count);
        handler.checkNonces(1);
        _requireNoViolation();
    }

    function afterInvariant() public {
        for (uint256 t; t < 4; ++t) _checkToken(handler.tokens(t));
        for (uint256 i; i < handler.paymentCount(); ++i) _checkPayment(i);
        handler.checkNonces(type(uint256).max);
        handler.checkIntake();
        _requireNoViolation();
    }

    /// @notice A walk of a fixed course, on which every kind of step must succeed: else the sequences above would prove little.
    function test_EachKindOfStepSucceeds() public {
        string[] memory steps = handler.steps();
        for (uint256 i; i < STEPS; ++i) {
            bytes4 selector = _selectorOf(steps[uint256(keccak256(abi.encode("step", i))) % steps.length]);
            (bytes memory seed, uint48 a, uint48 b) = (
                abi.encode(keccak256(abi.encode(i))),
                uint48(uint256(keccak256(abi.encode("a", i)))),
                uint48(uint256(keccak256(abi.encode("b", i))))
            );
            (bool success, ) = address(handler).call(bytes.concat(selector, seed, abi.encode(a, b, a)));
            require(success || mayRevert, "a step reverted");
            if (i % 16 == 0) invariant_1_2_3_4_6_HoldAfterEveryStep();
        }
        afterInvariant();
        for (uint256 i; i < steps.length; ++i) {
            (uint256 tried, uint256 succeeded) = handler.tallies(_selectorOf(steps[i]));
            console.log("%s: %d of %d succeeded", steps[i], succeeded, tried);
            require(succeeded != 0, steps[i]);
        }
    }

    function _selectorOf(string memory signature) private pure returns (bytes4) {
        return bytes4(keccak256(bytes(signature)));
    }

    // ---------------------------------------------------------------- by token

    function _checkToken(address token) private {
        (uint256 capturable, uint256 moneyIn, uint256 moneyOut, uint256 surplus) = handler.tills(token);
        uint256 held = _walletOf(token, address(escrow));
        uint256 inEscrow = _capturable(token);
        require(inEscrow == capturable, "2: capturable differs from the books");
        require(held == inEscrow + _balances(token) + surplus, "1: held differs from owed");
        require(moneyIn == moneyOut + held, "3: in differs from out and held");
        require(_walletOf(token, manager) == 0, "1: the manager holds money");
        (uint96 available, uint96 prepaid, ) = escrow.balance(manager, token);
        require(available == 0 && prepaid == 0, "1: the manager has a balance");
        handler.checkToken(token);
    }

    function _capturable(address token) private view returns (uint256 sum) {
        bytes32[] memory ids = handler.idsOf(token);
        for (uint256 i; i < ids.length; ++i) {
            (, uint96 capturable, ) = escrow.paymentOf(ids[i]);
            sum += capturable;
        }
    }

    function _balances(address token) private view returns (uint256 sum) {
        for (uint256 i; i < 6; ++i) {
            (uint96 available, uint96 prepaid, ) = escrow.balance(handler.accounts(i), token);
            sum += uint256(available) + prepaid;
        }
    }

    function _walletOf(address token, address account) private view returns (uint256) {
        return token == address(0) ? account.balance : IERC20(token).balanceOf(account);
    }

    // ---------------------------------------------------------------- by payment

    function _checkPayment(uint256 index) private {
        handler.checkPayment(handler.ids(index), handler.termsAt(index).amount);
    }

    function _requireNoViolation() internal view {
        string memory violation = handler.violation();
        require(bytes(violation).length == 0, violation);
    }
}

/// @notice Steps that are mostly right, none of which may revert.
contract InvariantsTest is InvariantSuite {
    function setUp() public {
        _setUp(false);
    }
}

/// @notice Steps with arguments of any kind, most of which the escrow refuses: whatever slips through must do no harm.
/// hardhat-config: invariant.failOnRevert = false
contract WildInvariantsTest is InvariantSuite {
    function setUp() public {
        _setUp(true);
    }
}
