// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {CredulousWallet} from "../mocks/CredulousWallet.sol";
import {OwnedWallet} from "../mocks/OwnedWallet.sol";
import {EntryTest} from "./support/EntryTest.sol";

/// @notice Parties that sign by ERC-1271.
contract ContractWalletsTest is EntryTest {
    bytes4 private constant SPLIT = bytes4(
        keccak256("receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)")
    );
    bytes4 private constant WHOLE = bytes4(
        keccak256("receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)")
    );

    function testFuzz_SucceedsWithACaptureThatAContractMerchantSigned(address relayer) public {
        IPaymentTypes.Terms memory terms = _terms();
        terms.merchant = address(new OwnedWallet(merchant));
        bytes32 id = _authorize(terms);
        bytes memory auth = _authOf(
            terms.merchant,
            MERCHANT_KEY,
            "Capture(address account,bytes32 id,uint256 amount,uint256 fee,uint256 nonce,uint256 deadline)",
            abi.encode(id, AMOUNT, 50_000),
            1,
            block.timestamp + 1
        );
        _succeeds(relayer, abi.encodeCall(escrow.capture, (terms, AMOUNT, 50_000, auth)));
        require(_available(terms.merchant) == AMOUNT - 50_000, "merchant");
    }

    function test_SucceedsWithErc3009ThatAContractPayerSigned() public {
        IPaymentTypes.Terms memory terms = _walletTerms();
        IPaymentTypes.Pull memory pull = _erc3009(terms);
        _succeeds(stranger, abi.encodeCall(escrow.authorize, (terms, pull)));
        require(dollar.balanceOf(terms.payer) == 0, "payer");
    }

    function test_SucceedsWithAConsentThatAContractPayerSigned() public {
        IPaymentTypes.Terms memory terms = _walletTerms();
        vm.prank(terms.payer);
        dollar.approve(address(escrow), AMOUNT);
        IPaymentTypes.Pull memory pull = _consent(PAYER_KEY, terms, IPaymentTypes.Source.Allowance);
        _succeeds(stranger, abi.encodeCall(escrow.authorize, (terms, pull)));
        require(dollar.balanceOf(terms.payer) == 0, "payer");
    }

    function test_RevertsWhenSomeoneElseSignsForTheContractPayer() public {
        IPaymentTypes.Terms memory terms = _walletTerms();
        IPaymentTypes.Pull memory pull = _consent(STRANGER_KEY, terms, IPaymentTypes.Source.Allowance);
        bytes memory call = abi.encodeCall(escrow.authorize, (terms, pull));
        _reverts(stranger, call, ICommonErrors.InvalidSignature.selector);
    }

    /// @dev Older tokens have the form with (v, r, s) only, so a signature of 65 bytes takes it.
    function test_AsksTheTokenByTheFormThatFitsTheSignature() public {
        IPaymentTypes.Terms memory terms = _walletTerms();
        IPaymentTypes.Pull memory pull = _erc3009(terms);
        vm.expectCall(address(dollar), abi.encodePacked(SPLIT));
        _succeeds(stranger, abi.encodeCall(escrow.authorize, (terms, pull)));
        terms.payer = address(new CredulousWallet());
        dollar.mint(terms.payer, AMOUNT);
        pull.data = hex"1234";
        vm.expectCall(address(dollar), abi.encodePacked(WHOLE));
        _succeeds(stranger, abi.encodeCall(escrow.authorize, (terms, pull)));
        require(dollar.balanceOf(address(escrow)) == 2 * AMOUNT, "held");
    }

    function test_SucceedsWithADepositThatAContractWalletSigned() public {
        address wallet = _walletTerms().payer;
        vm.prank(wallet);
        dollar.approve(address(escrow), AMOUNT);
        bytes memory auth = _authOf(
            wallet,
            PAYER_KEY,
            "Deposit(address account,bool toPrepaid,address token,uint256 amount,uint8 source,uint256 nonce,uint256 deadline)",
            abi.encode(true, dollar, AMOUNT, ALLOWANCE),
            1,
            NOW + 1
        );
        _succeeds(stranger, abi.encodeCall(escrow.deposit, (true, address(dollar), AMOUNT, ALLOWANCE, auth)));
        _requireBalance(wallet, address(dollar), 0, AMOUNT, 1);
    }

    function _walletTerms() private returns (IPaymentTypes.Terms memory terms) {
        terms = _terms();
        terms.payer = address(new OwnedWallet(payer));
        dollar.mint(terms.payer, AMOUNT);
    }
}
