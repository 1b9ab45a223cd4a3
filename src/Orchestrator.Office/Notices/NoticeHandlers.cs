using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Notices;

/// <summary>A deadline comes near: those who have to decide.</summary>
public sealed class ReminderNotices : IMessageHandler<TaskReminder>
{
    public string Name => "notices-task-reminder";

    public async Task<Refusal?> Handle(TaskReminder message, UnitOfWork work)
    {
        await NoticeBook.Add(
            work, message.About, "Reminder", $"{CaseSentence.StepName(message.Step)}即将到期", message.UnitId, message.Role, $"{message.TaskId}:{message.About.CommandId}", message.TaskId);
        return null;
    }
}

/// <summary>A task is late: the clerk, from 催办 on the head of the unit too, from 督办 on the task force and, of a case, whoever is in
/// charge of the unit (分管领导) as well.</summary>
public sealed class OverdueNotices(IUnitLeaders leaders) : IMessageHandler<TaskOverdue>
{
    private const string TaskForce = "ZB";

    public string Name => "notices-task-overdue";

    public async Task<Refusal?> Handle(TaskOverdue message, UnitOfWork work)
    {
        var (kind, what) = message.Level switch
        {
            "urge" => ("Urge", "请尽快办理（催办）"),
            "supervise" => ("Supervise", "逾期，提请督办"),
            "interview" => ("Interview", "逾期，已提请约谈"),
            _ => ("Overdue", "已逾期"),
        };
        what = $"{CaseSentence.StepName(message.Step)}{what}";
        var key = $"{message.TaskId}:{message.Level}:{message.About.CommandId}";
        await NoticeBook.Add(work, message.About, kind, what, message.UnitId, message.Role, key, message.TaskId);
        if (await NoticeBook.Subject(work, message.About, message.TaskId) is not (var subject, var isCase))
        {
            return null;
        }

        if (message is { Level: "urge" or "supervise" or "interview", Role: "BM-JB" })
        {
            await NoticeBook.ToPost(work, subject, kind, what, message.UnitId, "BM-FZ", $"{key}:head");
        }

        if (message.Level is "supervise" or "interview")
        {
            // A late task of the task force itself has already rung its bell.
            if (message is not { UnitId: TaskForce, Role: null or TaskForce })
            {
                await NoticeBook.ToPost(work, subject, kind, what, TaskForce, TaskForce, $"{key}:task-force");
            }

            // Leaders read every case, but only those matters in which they take part.
            if (isCase && message.UnitId is { } unit && leaders.Of(unit) is { } leader)
            {
                await NoticeBook.ToPerson(work, subject, kind, what, leader, $"{key}:leader");
            }
        }

        return null;
    }
}

/// <summary>A city-wide template is out: every unit that writes the document.</summary>
public sealed class TemplateNotices : IMessageHandler<TemplatePublished>
{
    public string Name => "notices-template-published";

    public async Task<Refusal?> Handle(TemplatePublished message, UnitOfWork work)
    {
        var rows = await work.Db<OfficeDb>().Cases.Where(row => row.CampaignId == message.About.CampaignId && row.DocumentCode == message.DocumentCode).ToListAsync(work.Cancellation);
        foreach (var row in rows)
        {
            await NoticeBook.Add(
                work, message.About with { CaseId = row.Id }, "Template", $"统一模板第{message.TemplateVersion}版已发布", row.UnitId, null, $"{row.Id}:{message.TemplateVersion}");
        }

        return null;
    }
}

public sealed class DisputeRaisedNotices : IMessageHandler<DisputeRaised>
{
    public string Name => "notices-dispute-raised";

    public async Task<Refusal?> Handle(DisputeRaised message, UnitOfWork work)
    {
        var row = await work.Db<OfficeDb>().Cases.FindAsync([message.About.CaseId], work.Cancellation);
        foreach (var unit in message.Units.Append(row?.UnitId).Distinct())
        {
            await NoticeBook.Add(work, message.About, "Dispute", "有意见转入协商协调", unit, null, $"{message.DisputeId}:raised:{unit}");
        }

        return null;
    }
}

public sealed class DisputeResolvedNotices : IMessageHandler<DisputeResolved>
{
    public string Name => "notices-dispute-resolved";

    public Task<Refusal?> Handle(DisputeResolved message, UnitOfWork work) => NoticeBook.ToSubmitter(
        work, message.About, "Dispute", message.Result == "Ruled" ? "争议已裁定" : "争议已协商一致", $"{message.DisputeId}:resolved");
}

public sealed class DecisionNotices : IMessageHandler<MeetingDecisionRecorded>
{
    public string Name => "notices-meeting-decision";

    public Task<Refusal?> Handle(MeetingDecisionRecorded message, UnitOfWork work) => NoticeBook.ToSubmitter(
        work, message.About, "Decision",
        message.Decision switch { "Passed" => "会议审议通过", "PassedWithChanges" => "会议审议修改后通过", "Deferred" => "会议决定缓议", _ => "会议审议不通过" },
        $"{message.About.CaseId}:{message.About.CommandId}");
}

public sealed class IssuedNotices : IMessageHandler<DocumentIssued>
{
    public string Name => "notices-document-issued";

    public Task<Refusal?> Handle(DocumentIssued message, UnitOfWork work) =>
        NoticeBook.ToSubmitter(work, message.About, "Issued", $"已印发：{message.DocumentNumber}", message.About.CaseId);
}

public sealed class RoundNotices : IMessageHandler<RoundClosed>
{
    public string Name => "notices-round-closed";

    public Task<Refusal?> Handle(RoundClosed message, UnitOfWork work) => NoticeBook.ToSubmitter(
        work, message.About, "Round", $"第{message.About.Round}轮意见已汇总，共{message.Opinions}条", $"{message.About.CaseId}:{message.About.CommandId}");
}
