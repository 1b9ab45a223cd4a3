using Orchestrator.Contracts.Terms;
using Orchestrator.Contracts.Transfers;
using Orchestrator.Organization.Ledger;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Transfers;

/// <summary>Others speak of organs and kinds of quota; the ledger of accounts.</summary>
internal static class TransferLines
{
    public static (IReadOnlyList<ReservedLine> Lines, IReadOnlyList<Finding> Unknown) Resolve(QuotaLedger ledger, IReadOnlyList<TransferredQuota> wanted)
    {
        var accounts = ledger.Accounts.Values.ToLookup(account => (account.OrganId, account.Type, account.Funding));
        var lines = new List<ReservedLine>();
        var unknown = new List<Finding>();
        for (var at = 0; at < wanted.Count; at++)
        {
            var line = wanted[at];
            var (from, to) = (Account(line.FromOrganId, "fromOrganId"), Account(line.ToOrganId, "toOrganId"));
            if (from is not null && to is not null)
            {
                lines.Add(new(
                    from, to, line.Count, line.DutyTransferId is null ? QuotaReason.Adjustment : QuotaReason.DutyTransfer, [.. line.People.Select(person => new ReservedPerson(person.ToString()))],
                    line.DutyTransferId, line.DocNo, line.ApprovalNo));
            }

            string? Account(string organ, string member)
            {
                var found = accounts[(organ, line.Type, line.Funding)].ToList();
                if (found.Count == 1)
                {
                    return found[0].Id;
                }

                unknown.Add(Finding.Block(
                    "ledger.account", $"lines[{at}].{member}",
                    $"第{at + 1}行：{ledger.OrganName(organ)}{(found.Count == 0 ? "没有" : "有多个")}{line.Type.Label()}（{line.Funding.Label()}）账户{(found.Count == 0 ? "，须先开户" : "，无法确定划转哪一个")}。"));
                return null;
            }
        }

        return (lines, unknown);
    }
}
