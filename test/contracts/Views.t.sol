// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";

import {PaymentEscrow} from "../../contracts/PaymentEscrow.sol";
import {EntryTest} from "./support/EntryTest.sol";
import {EscrowDeployment} from "./support/EscrowDeployment.sol";

contract ViewsTest is EntryTest {
    function test_NamesTheManagerAndTheAdmin() public view {
        require(escrow.subscriptionManager() == manager, "manager");
        require(escrow.owner() == address(this), "admin");
    }

    function testFuzz_FixesManagerAndAdminAtDeployment(address admin, address manager_) public {
        vm.assume(admin != address(0));
        PaymentEscrow fresh = EscrowDeployment.create(admin, manager_);
        require(fresh.subscriptionManager() == manager_ && fresh.owner() == admin, "parties");
    }

    function test_HasADomainOfItsOwnPerContractAndChain() public {
        require(escrow.domainSeparator() == _domain(31_337, address(escrow)), "domain");
        vm.chainId(40_000);
        PaymentEscrow fresh = EscrowDeployment.create(address(this), manager);
        require(fresh.domainSeparator() == _domain(40_000, address(fresh)), "another chain");
        require(escrow.domainSeparator() == _domain(31_337, address(escrow)), "fixed at deployment");
    }

    /// @dev Field by field as EIP-712 says it, while the contract hashes calldata as it comes.
    function testFuzz_NamesAPaymentByTheDigestOfItsTerms(
        address[5] memory parties,
        uint96 amount,
        bool charge,
        uint48[3] memory deadlines,
        uint16[2] memory bps,
        bytes32 invoiceRef,
        uint256 salt
    ) public view {
        IPaymentTypes.Terms memory terms;
        (terms.payer, terms.merchant, terms.operator) = (parties[0], parties[1], parties[2]);
        (terms.token, terms.amount, terms.feeRecipient) = (parties[3], amount, parties[4]);
        terms.mode = charge ? IPaymentTypes.Mode.Charge : IPaymentTypes.Mode.Escrow;
        (terms.authorizeBy, terms.captureBy, terms.refundBy) = (deadlines[0], deadlines[1], deadlines[2]);
        (terms.minFeeBps, terms.maxFeeBps, terms.invoiceRef, terms.salt) = (bps[0], bps[1], invoiceRef, salt);
        require(escrow.paymentId(terms) == _escrowDigest(_hash(terms)), "id");
    }

    function testFuzz_AnswersZeroForWhatNobodyTouched(address account, address token, bytes32 id) public view {
        _requirePayment(id, IPaymentTypes.Status.None, 0, 0);
        _requireBalance(account, token, 0, 0, 0);
        (uint96 dailyCap, uint96 spentToday) = escrow.operatorOf(account, operator, token);
        (address payout, uint48 validFrom) = escrow.payoutTo(account);
        require(dailyCap == 0 && spentToday == 0 && payout == address(0) && validFrom == 0, "settings");
        require(!escrow.isNonceUsed(account, uint256(id)), "nonce");
        require(escrow.isListed(token) == (token == address(dollar)), "listed");
        require(!escrow.isIntakePaused(), "paused");
    }

    function test_KeepsBalancesApartByAccountAndToken() public {
        _listCoin();
        _deposit(merchant, 3, false);
        _deposit(stranger, 5, true);
        _depositCoin(merchant, 7, true);
        _requireBalance(merchant, address(dollar), 3, 0, 1);
        _requireBalance(stranger, address(dollar), 0, 5, 1);
        _requireBalance(merchant, COIN, 0, 7, 1);
        _requireBalance(stranger, COIN, 0, 0, 0);
    }

    function _hash(IPaymentTypes.Terms memory terms) private pure returns (bytes32) {
        bytes32 typehash = keccak256(
            "Terms(address payer,address merchant,address operator,address token,uint96 amount,uint8 mode,"
            "uint48 authorizeBy,uint48 captureBy,uint48 refundBy,uint16 minFeeBps,uint16 maxFeeBps,"
            "address feeRecipient,bytes32 invoiceRef,uint256 salt)"
        );
        bytes memory first = abi.encode(
            typehash,
            terms.payer,
            terms.merchant,
            terms.operator,
            terms.token,
            terms.amount,
            terms.mode
        );
        bytes memory second = abi.encode(
            terms.authorizeBy,
            terms.captureBy,
            terms.refundBy,
            terms.minFeeBps,
            terms.maxFeeBps,
            terms.feeRecipient,
            terms.invoiceRef,
            terms.salt
        );
        return keccak256(bytes.concat(first, second));
    }

    function _domain(uint256 chainId, address contract_) private pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                    keccak256("Florin PaymentEscrow"),
                    keccak256("1"),
                    chainId,
                    contract_
                )
            );
    }
}
