using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Engine.Calendar;
using Orchestrator.Office.Notices;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Campaigns;

/// <summary>
/// A holiday notice is amended in mid-year: deadlines of open tasks that were reckoned with the older revision are
/// reckoned again, unless the campaign keeps them (<see cref="CampaignPlan.RecomputeOnAmendment"/>). Each change is in the
/// case's record, in the audit trail and in the bell of those concerned. Tasks of held cases wait until the clock runs again.
/// </summary>
public sealed class CalendarAmendment(IServiceScopeFactory scopes, CommandRunner runner, TimeProvider clock)
{
    private const int Chunk = 50;

    /// <summary>Looks for deadlines of an older revision; returns how many open tasks were moved.</summary>
    public async Task<int> Apply(CancellationToken ct = default)
    {
        var revision = CampaignOperations.Calendar(clock.GetUtcNow()).Revision;
        var moved = 0;
        while (await Waiting(revision, ct) is { Count: > 0 } tasks)
        {
            foreach (var campaign in tasks.GroupBy(task => task.CampaignId))
            {
                var ids = campaign.Select(task => task.TaskId).ToList();
                moved += (await runner.Run(
                    new CommandHead($"calendar:{revision}:{Guid.NewGuid():N}", "Campaigns.AmendCalendar", Actor.System, "campaign", campaign.Key),
                    work => Recompute(campaign.Key, ids, work), ct)).Required();
            }
        }

        return moved;
    }

    /// <summary>The deadline under the newer calendar; the same when it does not depend on working days, or has been fixed by hand.</summary>
    /// <param name="spec">As the plan states it; null when the plan has none for the step.</param>
    public static DateTimeOffset Again(DeadlineSpec? spec, DateTimeOffset openedAt, DateTimeOffset dueAt, WorkingCalendar before, WorkingCalendar after)
    {
        if (spec is null)
        {
            return dueAt;
        }

        // Extensions and holds have added working days: the whole span is laid on the newer calendar.
        if (spec.Kind == "WorkingDays")
        {
            var (from, local) = (before.LocalDate(openedAt), TimeZoneInfo.ConvertTime(dueAt, before.Zone));
            var days = before.WorkingDaysBetween(from, DateOnly.FromDateTime(local.DateTime));
            return after.At(after.AddWorkingDays(from, days), TimeOnly.FromDateTime(local.DateTime));
        }

        var deadline = CampaignSchedule.Deadline(spec);
        return deadline.Due(openedAt, before) == dueAt ? deadline.Due(openedAt, after) : dueAt;
    }

    private async Task<List<(string TaskId, string CampaignId)>> Waiting(int revision, CancellationToken ct)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<OfficeDb>();
        var found = await db.CaseTasks.Where(task => task.CalendarRevision < revision)
            .Join(db.Cases.Where(row => row.HeldSince == null), task => task.CaseId, row => row.Id, (task, row) => new { task.TaskId, row.CampaignId })
            .OrderBy(task => task.TaskId).Take(Chunk).ToListAsync(ct);
        return [.. found.Select(task => (task.TaskId, task.CampaignId))];
    }

    private static async Task<Outcome<int>> Recompute(string campaignId, IReadOnlyList<string> taskIds, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        var plan = CampaignPlan.Read(await db.Campaigns.Where(campaign => campaign.Id == campaignId).Select(campaign => campaign.Plan).FirstAsync(work.Cancellation));
        var after = CampaignOperations.Calendar(work.Now);
        var moved = 0;
        foreach (var taskId in taskIds)
        {
            // Decided meanwhile, or held: nothing to do, or not yet.
            if (await db.CaseTasks.FirstOrDefaultAsync(task => task.TaskId == taskId, work.Cancellation) is not { } task
                || await db.Case(task.CaseId, work) is not { HeldSince: null } row)
            {
                continue;
            }

            var before = WorkingCalendar.Revisions.FirstOrDefault(known => known.Revision == task.CalendarRevision) ?? CampaignOperations.Calendar(task.OpenedAt);
            task.CalendarRevision = after.Revision;
            moved += task.DueAt is { } due && await Move(task, due, row, plan, before, after, work) ? 1 : 0;
        }

        work.Audit("Campaigns.CalendarRevision", "campaign", campaignId, new { after.Revision, moved, kept = !plan.RecomputeOnAmendment });
        work.Changed($"campaign:{campaignId}");
        return moved;
    }

    private static async Task<bool> Move(CaseTask task, DateTimeOffset due, CaseRow row, CampaignPlan plan, WorkingCalendar before, WorkingCalendar after, UnitOfWork work)
    {
        var again = Again(Planned(plan, task), task.OpenedAt, due, before, after);
        if (again == due)
        {
            return false;
        }

        var (db, name) = (work.Db<OfficeDb>(), CaseSentence.StepName(task.Step));
        if (!plan.RecomputeOnAmendment || again <= work.Now)
        {
            await db.Write(row, work, "Calendar", $"工作日历调整，“{name}”按{(again <= work.Now ? "规则不提前到期" : "计划")}保留原期限{Day(due, after)}", step: task.Step, taskId: task.TaskId);
            return false;
        }

        if ((await work.Workflows.ExtendTask(task.TaskId, again)).Refusal is { } refusal)
        {
            throw new RefusedException(refusal);
        }

        var text = $"工作日历调整（第{after.Revision}版），“{name}”期限由{Day(due, after)}改为{Day(again, after)}";
        await db.Write(row, work, "Calendar", text, step: task.Step, taskId: task.TaskId);
        await NoticeBook.Add(work, CaseObserver.About(row, work), "Calendar", text, task.UnitId, task.Role, $"{task.TaskId}:{after.Revision}", task.TaskId);
        return true;
    }

    // What the plan leaves out the workflow fills with working days, whose number does not matter here.
    private static DeadlineSpec? Planned(CampaignPlan plan, CaseTask task)
    {
        var (deadlines, byWorkingDays) = (plan.Deadlines, new DeadlineSpec("WorkingDays", Days: 0));
        return task.Step switch
        {
            "Archive" => deadlines?.Archive,
            "Draft" or "Revise" or "InternalApproval" => task.Correction ? deadlines?.Correction : CampaignSchedule.Of(deadlines?.Submit, task.Round),
            "Intake" => deadlines?.Intake,
            "Review" or "ReviewSign" or "ReviewExtension" => CampaignSchedule.Of(deadlines?.Review, task.Round),
            "Consolidate" => CampaignSchedule.Of(deadlines?.Consolidate, task.Round),
            "Feedback" => CampaignSchedule.Of(deadlines?.Feedback, task.Round),
            "Negotiate" => deadlines?.Dispute?.GetValueOrDefault("L1"),
            "Written" => deadlines?.Dispute?.GetValueOrDefault("L2"),
            "CoordinationMeeting" => deadlines?.Dispute?.GetValueOrDefault("L3"),
            "Ruling" => deadlines?.Dispute?.GetValueOrDefault("L4"),
            "Legal" => deadlines?.Legal,
            "Propose" => deadlines?.Proposal,
            "PreMeeting" or "PostMeeting" or "PostMeetingCheck" => deadlines?.PostMeeting,
            "IssueCheck" or "IssueFix" or "IssueSign" or "Issue" => deadlines?.Issue,
            _ => null,
        } ?? (task.Step == "Archive" ? null : byWorkingDays);
    }

    private static string Day(DateTimeOffset moment, WorkingCalendar calendar) => $"{calendar.LocalDate(moment):yyyy-MM-dd}";
}
