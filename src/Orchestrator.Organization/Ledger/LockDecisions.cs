namespace Orchestrator.Organization.Ledger;

/// <summary>锁定编制 by number, and plans to work off overstaffing.</summary>
internal static class LockDecisions
{
    public static Proposal Lock(QuotaLedger ledger, LedgerCommand.LockQuota command)
    {
        var held = command.Lock;
        if (Identifiers.Check(held.Id, ledger.Locks.ContainsKey(held.Id), "lock.id", "编制锁定") is { } wrong)
        {
            return new([wrong], []);
        }

        if (!ledger.Accounts.ContainsKey(held.AccountId))
        {
            return new([Identifiers.Unknown("lock.accountId", "编制账户", held.AccountId)], []);
        }

        var free = ledger.Balance(held.AccountId).Free;
        return held.Count <= 0 || held.Count > free
            ? Proposal.No("Q-08", "lock.count", $"{ledger.Place(held.AccountId)}可用{free}名，不能锁定{held.Count}名。")
            : Proposal.Yes(new LedgerEvent.QuotaLocked(held));
    }

    public static Proposal Unlock(QuotaLedger ledger, LedgerCommand.UnlockQuota command) => ledger.Locks.ContainsKey(command.LockId)
        ? Proposal.Yes(new LedgerEvent.QuotaUnlocked(command.LockId))
        : new([Identifiers.Unknown("lockId", "编制锁定", command.LockId)], []);

    public static Proposal Approve(QuotaLedger ledger, LedgerCommand.ApprovePlan command)
    {
        var plan = command.Plan;
        if (!ledger.Accounts.ContainsKey(plan.AccountId))
        {
            return new([Identifiers.Unknown("plan.accountId", "编制账户", plan.AccountId)], []);
        }

        if (plan.AllowedOver <= 0 || plan.Until < command.Date || string.IsNullOrWhiteSpace(plan.DocNo))
        {
            return Proposal.No("Q-06", "plan", $"{ledger.Place(plan.AccountId)}的超编消化方案须有文号、大于零的人数和不早于当日的期限。");
        }

        return plan.AllowedOver + ledger.Balance(plan.AccountId).Free < 0
            ? Proposal.No("Q-06", "plan.allowedOver", $"{ledger.Place(plan.AccountId)}已超出{-ledger.Balance(plan.AccountId).Free}名，消化方案只容许{plan.AllowedOver}名。")
            : Proposal.Yes(new LedgerEvent.PlanApproved(plan));
    }

    public static Proposal Close(QuotaLedger ledger, LedgerCommand.ClosePlan command) => command switch
    {
        _ when !ledger.Plans.ContainsKey(command.AccountId) => new([Identifiers.Unknown("accountId", "超编消化方案", command.AccountId)], []),
        _ when ledger.Balance(command.AccountId).Free < 0 => Proposal.No("Q-06", "accountId", $"{ledger.Place(command.AccountId)}仍超出{-ledger.Balance(command.AccountId).Free}名，消化方案不能关闭。"),
        _ => Proposal.Yes(new LedgerEvent.PlanClosed(command.AccountId)),
    };
}
