using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Ledger;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Duties;

/// <summary>编随事走、人随编走.</summary>
public static class DutyChainRules
{
    /// <summary>D-01: a line with reason 职责划转 has a duty transfer between the same organs. A missing side is for Q-01 to tell.</summary>
    public static IEnumerable<Finding> QuotaFollowsDuty(DutyFacts facts)
    {
        foreach (var (index, line) in facts.Lines.Index().Where(item => item.Item.Reason == QuotaReason.DutyTransfer))
        {
            var duty = facts.Transfers.FirstOrDefault(transfer => transfer.Id == line.DutyTransferId);
            if (duty is null)
            {
                yield return Finding.Block("D-01", $"lines[{index}].dutyTransferId", $"{line.Place}没有对应的职责划转事项（编随事走）。");
            }
            else if ((line.From is { } from && from.OrganId != duty.FromOrganId) || (line.To is { } to && to.OrganId != duty.ToOrganId))
            {
                yield return Finding.Block("D-01", $"lines[{index}].dutyTransferId", $"{line.Place}与职责划转事项“{duty.Id}”（{facts.OrganName(duty.FromOrganId)}→{facts.OrganName(duty.ToOrganId)}）的单位不一致（编随事走）。");
            }
        }
    }

    /// <summary>D-02: every row of the roster has a line with the same organs and kind, and no line has more rows than quotas.</summary>
    public static IEnumerable<Finding> PeopleFollowQuota(DutyFacts facts)
    {
        foreach (var (index, row) in facts.Roster.Index())
        {
            var line = facts.Lines.FirstOrDefault(one => one.Id == row.LineId);
            if (line is null || line.From?.OrganId != row.FromOrganId || line.To?.OrganId != row.ToOrganId || line.Type != row.Type)
            {
                yield return Finding.Block("D-02", $"roster[{index}].lineId", $"名册第{row.Number}行（{facts.OrganName(row.FromOrganId)}→{facts.OrganName(row.ToOrganId)}，{row.Type.Label()}）没有划出、划入单位和编制类型相同的编制划转行（人随编走）。");
            }
        }

        foreach (var (index, line) in facts.Lines.Index())
        {
            var rows = facts.Roster.Count(row => row.LineId == line.Id);
            if (rows > line.Count)
            {
                yield return Finding.Block("D-02", $"lines[{index}]", $"{line.Place}，名册{rows}人，超出{rows - line.Count}人（人随编走）。");
            }
        }
    }

    /// <summary>D-03: every other reason has a document number. 机构撤并 and 期初建账 need one like the exceptions that the rule names.</summary>
    public static IEnumerable<Finding> ExceptionsHaveDocuments(DutyFacts facts) =>
        from item in facts.Lines.Index()
        where item.Item.Reason != QuotaReason.DutyTransfer && string.IsNullOrWhiteSpace(item.Item.DocNo)
        select Finding.Block("D-03", $"lines[{item.Index}].docNo", $"{item.Item.Place}（{item.Item.Reason.Label()}）不随职责划转，须有文号。");
}
