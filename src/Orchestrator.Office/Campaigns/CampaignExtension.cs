using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime.Rules;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Campaigns;

/// <param name="Tasks">How many open tasks got a new deadline.</param>
public sealed record CampaignExtended(int Tasks);

/// <summary>A batch extension for all units, by the director of the office: every open task of one step and round moves by
/// the same working days.</summary>
public static class CampaignExtension
{
    private static readonly string[] Steps = ["Draft", "InternalApproval", "Revise", "Review", "ReviewSign"];

    public static async Task<Outcome<CampaignExtended>> Extend(string campaignId, string step, int round, int days, string? reason, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        var found = new List<Finding>();
        if (!Steps.Contains(step))
        {
            found.Add(Finding.Block("2.5", "step", $"“{step}”不能统一延期，可选：{string.Join("、", Steps.Select(CaseSentence.StepName))}。"));
        }

        if (days is < 1 or > ExtensionRule.MostDays)
        {
            found.Add(Finding.Block("2.5", "days", $"延期须为1至{ExtensionRule.MostDays}个工作日。"));
        }

        if (Wording.Length(reason) == 0)
        {
            found.Add(Finding.Block("2.5", "reason", "请填写统一延期的理由。"));
        }

        if (found.Refuse("extension.invalid") is { } refusal)
        {
            return refusal;
        }

        var tasks = await db.CaseTasks
            .Where(task => task.Step == step && task.Round == round && task.DueAt != null && db.Cases.Any(row => row.Id == task.CaseId && row.CampaignId == campaignId && row.HeldSince == null))
            .OrderBy(task => task.TaskId).ToListAsync(work.Cancellation);
        if (tasks.Count == 0)
        {
            return Refusal.Conflict("extension.nothing", $"没有正在办理的第{round}轮“{CaseSentence.StepName(step)}”任务。");
        }

        var calendar = CampaignOperations.Calendar(work.Now);
        foreach (var task in tasks)
        {
            var moved = await work.Workflows.ExtendTask(task.TaskId, ExtensionRule.Moved(task.DueAt!.Value, days, calendar));
            if (moved.Refusal is { } no)
            {
                return no;
            }

            var row = await db.Case(task.CaseId, work);
            row.Extended = true;
            await db.Write(row, work, "ExtensionDecision", $"统一延期“{CaseSentence.StepName(step)}”{days}个工作日", reason, step, "Approve", task.TaskId);
        }

        work.Changed($"campaign:{campaignId}");
        return new CampaignExtended(tasks.Count);
    }
}
