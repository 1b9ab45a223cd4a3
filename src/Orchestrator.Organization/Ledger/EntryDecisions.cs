using Orchestrator.Organization.Freeze;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Ledger;

/// <summary>Entries posted by themselves, and taking them back.</summary>
internal static class EntryDecisions
{
    public static Proposal Post(QuotaLedger ledger, LedgerCommand.PostQuotaEntry command, QuotaParameters parameters)
    {
        var entry = command.Entry;
        if (Identifiers.Check(entry.Id, ledger.Entries.ContainsKey(entry.Id), "entry.id", "编制变动") is { } wrong)
        {
            return new([wrong], []);
        }

        if (entry.ReversesId is not null)
        {
            return Proposal.No("ledger.reverse", "entry.reversesId", "冲销须用冲销命令办理。");
        }

        return Proposal.From([.. EntryChecks.Check(ledger, entry, "entry", parameters), .. Frozen(ledger, entry, command.Date, parameters)], new LedgerEvent.EntryPosted(entry));
    }

    public static Proposal Reverse(QuotaLedger ledger, LedgerCommand.ReverseEntry command, QuotaParameters parameters)
    {
        if (!ledger.Entries.TryGetValue(command.EntryId, out var entry))
        {
            return new([Identifiers.Unknown("entryId", "编制变动", command.EntryId)], []);
        }

        if (Identifiers.Check(command.NewEntryId, ledger.Entries.ContainsKey(command.NewEntryId), "newEntryId", "编制变动") is { } wrong)
        {
            return new([wrong], []);
        }

        if (ledger.Reversals.ContainsKey(entry.Id) || entry.ReversesId is not null || entry.Id.Contains('/', StringComparison.Ordinal))
        {
            return Proposal.No("ledger.reverse", "entryId", $"编制变动“{entry.Id}”已被冲销、本身是冲销，或者属于一次转隶，不能单独冲销。");
        }

        if (ledger.Line(entry.Id) != LineUse.None)
        {
            return Proposal.No("D-02", "entryId", $"编制划转行“{entry.Id}”已有人员随转，须先退回人员。");
        }

        var mirror = Mirror(entry, command.NewEntryId, command.DocNo, command.Date) with { NoticeNo = command.NoticeNo };
        return string.IsNullOrWhiteSpace(command.DocNo)
            ? Proposal.No("D-03", "docNo", $"冲销编制变动“{entry.Id}”须有文号。")
            : Proposal.From([.. Frozen(ledger, mirror, command.Date, parameters)], new LedgerEvent.EntryPosted(mirror));
    }

    public static QuotaEntry Mirror(QuotaEntry entry, string id, string docNo, DateOnly day) => entry with
    {
        Id = id,
        DocNo = docNo,
        Date = day,
        FromAccountId = entry.ToAccountId,
        ToAccountId = entry.FromAccountId,
        FromInternalId = entry.ToInternalId,
        ToInternalId = entry.FromInternalId,
        ReversesId = entry.Id,
    };

    private static IEnumerable<Finding> Frozen(QuotaLedger ledger, QuotaEntry entry, DateOnly day, QuotaParameters parameters)
    {
        foreach (var (id, what) in new[] { (entry.FromAccountId, FreezeEvent.QuotaDecrease), (entry.ToAccountId, FreezeEvent.QuotaIncrease) })
        {
            if (id is not null && ledger.Accounts.TryGetValue(id, out var account))
            {
                var attempt = new FreezeAttempt(
                    account.OrganId, ledger.OrganName(account.OrganId), entry.NoticeNo is null ? what : FreezeEvent.TransferNotice, day, entry.NoticeNo, "entry");
                if (FreezeRule.Check(ledger.Freezes.Values, attempt, parameters.Freeze) is { } finding)
                {
                    yield return finding;
                }
            }
        }
    }
}
