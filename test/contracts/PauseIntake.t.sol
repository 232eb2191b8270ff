// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {HostileDollar} from "../mocks/HostileDollar.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {Verbs} from "./support/Verbs.sol";
import {EscrowDeployment} from "./support/EscrowDeployment.sol";

contract PauseIntakeTest is Verbs {
    bytes private constant PAUSED = abi.encodePacked(IPaymentEscrowErrors.IntakeIsPaused.selector);

    function test_EmitsIntakePaused() public {
        require(!escrow.isIntakePaused(), "open at first");
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.IntakePaused(true);
        escrow.pauseIntake(true);
        require(escrow.isIntakePaused() && escrow.isListed(address(dollar)), "paused, but listed");
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.IntakePaused(false);
        escrow.pauseIntake(false);
        require(!escrow.isIntakePaused(), "resumed");
    }

    function testFuzz_RevertsWhenAnyoneButTheAdminPauses(address caller, bool paused) public {
        vm.assume(caller != address(this));
        bytes memory unauthorized = abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, caller);
        _reverts(caller, abi.encodeCall(escrow.pauseIntake, (paused)), unauthorized);
        require(!escrow.isIntakePaused(), "open");
    }

    function test_StopsAndResumesIntakeOfEveryListedToken() public {
        HostileDollar euro = new HostileDollar();
        escrow.listToken(address(euro), true);
        _listCoin();
        escrow.pauseIntake(true);
        Verb[] memory verbs = _intake();
        for (uint256 i; i < verbs.length; ++i) _reverts(verbs[i].sender, verbs[i].call, PAUSED);
        _reverts(manager, abi.encodeCall(escrow.enterFor, (address(euro))), PAUSED);
        bytes memory call = abi.encodeCall(escrow.deposit, (true, COIN, 1, NATIVE, ""));
        _revertsPaying(1, payer, call, PAUSED);
        _reverts(
            payer,
            abi.encodeCall(escrow.deposit, (true, stranger, 1, ALLOWANCE, "")),
            abi.encodeWithSelector(IPaymentEscrowErrors.TokenNotListed.selector, stranger)
        );
        escrow.pauseIntake(false);
        _succeedsPaying(1, payer, call);
        for (uint256 i; i < 3; ++i) _succeeds(verbs[i].sender, verbs[i].call);
        _succeeds(manager, abi.encodeCall(escrow.enterFor, (address(euro))));
    }

    /// @dev Nobody's way out is ever closed, whatever the admin does.
    function test_LetsEverythingElseWorkWhilePausedAndDelisted() public {
        _prepare();
        escrow.pauseIntake(true);
        escrow.listToken(address(dollar), false);
        Verb[] memory verbs = _exits();
        for (uint256 i; i < verbs.length; ++i) _succeeds(verbs[i].sender, verbs[i].call);
        require(dollar.balanceOf(address(0xC01D)) == 1_000_000, "withdrawFor");
    }

    function test_LetsEverythingElseWorkWhilePaused() public {
        _prepare();
        escrow.pauseIntake(true);
        Verb[] memory verbs = _exits();
        for (uint256 i; i < verbs.length; ++i) _succeeds(verbs[i].sender, verbs[i].call);
    }

    function test_LetsCoinOutAndBackWhilePausedAndDelisted() public {
        _listCoin();
        IPaymentTypes.Terms memory terms = _coinTerms();
        _succeedsPaying(AMOUNT, payer, abi.encodeCall(escrow.authorize, (terms, _byCall(NATIVE))));
        escrow.pauseIntake(true);
        escrow.listToken(COIN, false);
        _capture(terms, 4_000_000);
        vm.deal(merchant, 1_000_000);
        _succeedsPaying(1_000_000, merchant, abi.encodeCall(escrow.refund, (terms, 1_000_000, NATIVE, "")));
        _succeeds(merchant, abi.encodeCall(escrow.withdraw, (COIN, 1_000_000, merchant, "")));
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
        require(payer.balance == WEALTH - 3_000_000 && merchant.balance == 1_000_000, "coin");
    }

    // ---------------------------------------------------------------- lists while paused

    function test_KeepsATokenListedMeanwhileClosedUntilResumed() public {
        HostileDollar euro = new HostileDollar();
        bytes memory call = abi.encodeCall(escrow.enterFor, (address(euro)));
        escrow.pauseIntake(true);
        escrow.listToken(address(euro), true);
        require(escrow.isListed(address(euro)), "listed");
        _reverts(manager, call, PAUSED);
        escrow.pauseIntake(false);
        _succeeds(manager, call);
    }

    function test_KeepsADelistedTokenClosedWhenResumed() public {
        escrow.pauseIntake(true);
        escrow.listToken(address(dollar), false);
        bytes memory call = abi.encodeCall(escrow.enterFor, (address(dollar)));
        bytes memory unlisted = abi.encodeWithSelector(IPaymentEscrowErrors.TokenNotListed.selector, address(dollar));
        _reverts(manager, call, unlisted);
        escrow.pauseIntake(false);
        require(!escrow.isListed(address(dollar)), "delisted");
        _reverts(manager, call, unlisted);
        escrow.listToken(address(dollar), true);
        _succeeds(manager, call);
    }

    function test_SucceedsWhenPausedOrResumedTwice() public {
        escrow.pauseIntake(true);
        escrow.pauseIntake(true);
        Verb[] memory verbs = _intake();
        _reverts(verbs[2].sender, verbs[2].call, PAUSED);
        escrow.pauseIntake(false);
        escrow.pauseIntake(false);
        _succeeds(verbs[2].sender, verbs[2].call);
    }

    /// @dev The last of 200 tokens is still reached by a pause. One that was never listed takes no place when it is delisted,
    /// and one that was keeps its place.
    function test_RevertsWhenMoreThan200TokensAreListed() public {
        escrow = EscrowDeployment.create(address(this), manager);
        bytes memory code = address(dollar).code;
        for (uint160 i = 1_000; i < 1_198; ++i) {
            vm.etch(address(i), code);
            escrow.listToken(address(i), true);
            escrow.listToken(address(i), false);
            escrow.listToken(address(i + 1_000), false);
        }
        escrow.listToken(address(dollar), true);
        escrow.listToken(COIN, true);
        bytes memory tooMany = abi.encodeWithSelector(IPaymentEscrowErrors.TooManyTokens.selector, 200);
        address euro = address(new HostileDollar());
        _reverts(address(this), abi.encodeCall(escrow.listToken, (euro, true)), tooMany);
        escrow.listToken(euro, false);
        escrow.listToken(address(1_000), true);
        escrow.pauseIntake(true);
        bytes memory call = abi.encodeCall(escrow.enterFor, (address(dollar)));
        _reverts(manager, call, PAUSED);
        _reverts(manager, abi.encodeCall(escrow.enterFor, (COIN)), PAUSED);
        escrow.pauseIntake(false);
        _succeeds(manager, call);
    }
}
