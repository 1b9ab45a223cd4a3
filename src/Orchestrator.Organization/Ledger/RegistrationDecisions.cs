using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Duties;
using Orchestrator.Organization.Organs;

namespace Orchestrator.Organization.Ledger;

/// <summary>Organs, duty transfers, accounts, internal organs, freezes.</summary>
internal static class RegistrationDecisions
{
    public static Proposal Organ(QuotaLedger ledger, LedgerCommand.RegisterOrgan command)
    {
        var organ = command.Organ;
        if (Identifiers.Check(organ.Id, false, "organ.id", "机构") is { } wrong)
        {
            return new([wrong], []);
        }

        if (ledger.Accounts.Values.FirstOrDefault(account => account.OrganId == organ.Id && !QuotaFit.Allows(organ.Type, account.Type)) is { } unfit)
        {
            return Proposal.No("Q-04", "organ.type", $"{organ.Name}已有{unfit.Type.Label()}账户，不能改为另一性质的机构。");
        }

        if (ledger.Accounts.Values.FirstOrDefault(account => account.OrganId == organ.Id && account.Level != organ.Level) is { } kept)
        {
            return Proposal.No("ledger.level", "organ.level", $"{organ.Name}已有{kept.Level.Label()}的{kept.Type.Label()}账户，不能改为{organ.Level.Label()}。");
        }

        return Proposal.Yes(new LedgerEvent.OrganRegistered(organ));
    }

    public static Proposal DutyTransfer(QuotaLedger ledger, LedgerCommand.RegisterDutyTransfer command)
    {
        var transfer = command.Transfer;
        if (Identifiers.Check(transfer.Id, ledger.DutyTransfers.ContainsKey(transfer.Id), "transfer.id", "职责划转事项") is { } wrong)
        {
            return new([wrong], []);
        }

        if ((transfer.FromOrganId is null) != (transfer.Action == DutyAction.Add) || (transfer.ToOrganId is null) != (transfer.Action == DutyAction.Cancel))
        {
            return Proposal.No("ledger.duty-sides", "transfer", $"职责划转事项“{transfer.Id}”须有划出和划入单位：只有新增没有划出单位，只有取消没有划入单位。");
        }

        return Proposal.Yes(new LedgerEvent.DutyTransferRegistered(transfer));
    }

    public static Proposal Account(QuotaLedger ledger, LedgerCommand.OpenAccount command)
    {
        var account = command.Account;
        if (Identifiers.Check(account.Id, ledger.Accounts.ContainsKey(account.Id), "account.id", "编制账户") is { } wrong)
        {
            return new([wrong], []);
        }

        if (!ledger.Organs.TryGetValue(account.OrganId, out var organ))
        {
            return new([Identifiers.Unknown("account.organId", "机构", account.OrganId)], []);
        }

        if (!QuotaFit.Allows(organ.Type, account.Type))
        {
            return Proposal.No("Q-04", "account.type", $"{organ.Name}的机构性质不能使用{account.Type.Label()}。");
        }

        if (!account.Type.MayBeFundedBy(account.Funding))
        {
            return Proposal.No("ledger.funding", "account.funding", $"{organ.Name}{account.Type.Label()}的经费形式不能是{account.Funding.Label()}。");
        }

        return ledger.Accounts.Values.Any(other => other with { Id = account.Id } == account)
            ? Proposal.No("ledger.duplicate", "account", $"{organ.Name}已有{account.Type.Label()}（{account.Funding.Label()}）账户。")
            : Proposal.Yes(new LedgerEvent.AccountOpened(account));
    }

    public static Proposal Allot(QuotaLedger ledger, LedgerCommand.AllotInternal command)
    {
        if (!ledger.Organs.ContainsKey(command.OrganId))
        {
            return new([Identifiers.Unknown("organId", "机构", command.OrganId)], []);
        }

        if (command.Count < 0)
        {
            return Proposal.No("ledger.count", "count", $"{ledger.OrganName(command.OrganId)}{command.Name}的编制数不能为负。");
        }

        return ledger.Allotments.TryGetValue(command.InternalOrganId, out var before) && before.OrganId != command.OrganId
            ? Proposal.No("ledger.duplicate", "internalOrganId", $"内设机构编号“{command.InternalOrganId}”属于{ledger.OrganName(before.OrganId)}。")
            : Proposal.Yes(new LedgerEvent.InternalAllotted(command.InternalOrganId, command.OrganId, command.Name, command.Count));
    }

    public static Proposal Members(QuotaLedger ledger, LedgerCommand.SetMembers command) => command switch
    {
        _ when !ledger.Organs.ContainsKey(command.OrganId) => new([Identifiers.Unknown("organId", "机构", command.OrganId)], []),
        { Count: < 0 } => Proposal.No("ledger.count", "count", $"{ledger.OrganName(command.OrganId)}的领导成员数不能为负。"),
        _ => Proposal.Yes(new LedgerEvent.MembersSet(command.OrganId, command.Count)),
    };

    public static Proposal Freeze(QuotaLedger ledger, LedgerCommand.StartFreeze command)
    {
        var freeze = command.Freeze;
        if (Identifiers.Check(freeze.Id, ledger.Freezes.ContainsKey(freeze.Id), "freeze.id", "冻结") is { } wrong)
        {
            return new([wrong], []);
        }

        if (freeze.OrganIds.FirstOrDefault(id => !ledger.Organs.ContainsKey(id)) is { } unknown)
        {
            return new([Identifiers.Unknown("freeze.organIds", "机构", unknown)], []);
        }

        return freeze.OrganIds.Count == 0 || string.IsNullOrWhiteSpace(freeze.NoticeNo) || freeze.FreeFrom <= freeze.Start
            ? Proposal.No("ledger.freeze", "freeze", $"冻结“{freeze.Id}”须列明单位和锁定通知文号，解除日期须晚于开始日期。")
            : Proposal.Yes(new LedgerEvent.FreezeStarted(freeze));
    }

    public static Proposal Lift(QuotaLedger ledger, LedgerCommand.LiftFreeze command)
    {
        if (!ledger.Freezes.TryGetValue(command.FreezeId, out var freeze))
        {
            return new([Identifiers.Unknown("freezeId", "冻结", command.FreezeId)], []);
        }

        if (freeze.FreeFrom is { } ended && ended <= command.Date)
        {
            return freeze.FreeFrom == command.FreeFrom && freeze.EndedBy == command.EndedBy
                ? Proposal.Done
                : Proposal.No("ledger.freeze", "freezeId", $"冻结“{freeze.Id}”已于{ended:yyyy-MM-dd}解除。");
        }

        return command.FreeFrom <= freeze.Start
            ? Proposal.No("ledger.freeze", "freeFrom", $"解除日期须晚于冻结开始日期{freeze.Start:yyyy-MM-dd}。")
            : Proposal.Yes(new LedgerEvent.FreezeLifted(freeze.Id, command.FreeFrom, command.EndedBy));
    }
}
