using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Correspondence;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Supervisions;

public sealed record SupervisionBegun(string SupervisionId);

/// <summary>The reform office puts an open task of a case or matter under supervision.</summary>
public static class Supervising
{
    private const int LongestRequirement = 500;

    /// <param name="leader">Who is told beside those who have the task; the caller has made sure that he is a leader.</param>
    public static async Task<Outcome<SupervisionBegun>> Begin(string taskId, string? requirement, DateOnly? dueOn, Colleague? leader, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        if (await work.Workflows.LockedTask(taskId) is not { } task)
        {
            return Refusal.NotFound("task.unknown", "没有这项任务，或您无权督办。");
        }

        if (!await db.Cases.AnyAsync(row => row.Id == task.RootId, work.Cancellation) && !await db.Matters.AnyAsync(matter => matter.Id == task.RootId, work.Cancellation))
        {
            return Refusal.Conflict("supervision.no-flow", "只能督办文稿报审和事项会签中的任务。");
        }

        if (task.Status != TaskRowStatus.Open)
        {
            return Refusal.Conflict("task.closed", "任务已不在办理中，不必督办。", task.Revision);
        }

        if (await db.Supervisions.AsNoTracking().FirstOrDefaultAsync(one => one.TaskId == taskId && one.State == SupervisionState.Open, work.Cancellation) is { } before)
        {
            return Refusal.Conflict("supervision.exists", $"该任务已由{before.ByName}列入督办，办结期限为{SupervisionDay.Text(before.DueAt)}。");
        }

        var (text, problem) = ShortText.Check(requirement, "requirement", "督办要求", LongestRequirement);
        var (dueAt, wrongDay) = SupervisionDay.Check(dueOn, null, work.Now);
        var problems = new[] { problem, wrongDay }.OfType<FieldProblem>().ToList();
        return problems.Count > 0
            ? Refusal.Invalid("supervision.invalid", problems[0].Message, problems)
            : await Write(task, text, dueAt, leader, work);
    }

    private static async Task<Outcome<SupervisionBegun>> Write(TaskRow task, string requirement, DateTimeOffset dueAt, Colleague? leader, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        var unit = task.ForUnit ?? task.Unit;
        var one = new Supervision
        {
            Id = Guid.CreateVersion7(work.Now).ToString("N"),
            TaskId = task.Id,
            RootId = task.RootId,
            CampaignId = task.CorrelationId,
            FlowTitle = task.InstanceName ?? task.Title,
            TaskTitle = task.Title,
            Step = task.Step,
            UnitId = unit,
            UnitName = await db.Units.Where(row => row.Id == unit).Select(row => row.Name).FirstOrDefaultAsync(work.Cancellation),
            Requirement = requirement,
            DueAt = dueAt,
            LeaderId = leader?.Id,
            LeaderName = leader?.Name,
            ById = work.Actor.Id,
            ByName = work.Actor.Name,
            At = work.Now,
            State = SupervisionState.Open,
        };
        db.Supervisions.Add(one);
        work.Arrange(SupervisionOverdue.WireName, SupervisionOverdue.Id(one), dueAt);
        var (step, day, key) = (SupervisionNews.StepName(one.Step), SupervisionDay.Text(dueAt), $"{one.Id}:begun");
        await SupervisionNews.Record(one, $"“{step}”列入督办，限{day}前办结", requirement, work);
        await SupervisionNews.ToHolders(one, task, $"{step}列入督办，请于{day}前办结", requirement, key, work);
        await SupervisionNews.ToLeader(one, $"{step}列入督办，限{day}前办结", requirement, key, work, task);
        return new SupervisionBegun(one.Id);
    }
}
