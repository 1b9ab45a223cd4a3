using Orchestrator.Contracts;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Notices;

/// <summary>Messages become lines in the bell of those they concern. A handler runs once per message (inbox).</summary>
public sealed class NoticeHandlers :
    IMessageHandler<TaskReminder>, IMessageHandler<TaskOverdue>, IMessageHandler<TemplatePublished>, IMessageHandler<DisputeRaised>, IMessageHandler<DisputeResolved>,
    IMessageHandler<MeetingDecisionRecorded>, IMessageHandler<DocumentIssued>, IMessageHandler<RoundClosed>
{
    public string Name => "office-notices";

    public async Task<Refusal?> Handle(TaskReminder message, UnitOfWork work)
    {
        await Add(work, message.About, "Reminder", row => $"{row}：{CaseSentence.StepName(message.Step)}即将到期", message.UnitId, message.Role, $"{message.TaskId}:remind:{work.Now.UtcTicks}", message.TaskId);
        return null;
    }

    public async Task<Refusal?> Handle(TaskOverdue message, UnitOfWork work)
    {
        var (kind, what) = message.Level switch
        {
            "urge" => ("Urge", "请尽快办理（催办）"),
            "supervise" => ("Supervise", "已列入督办"),
            "interview" => ("Interview", "已提请约谈"),
            _ => ("Overdue", "已逾期"),
        };
        string Title(string row) => $"{row}：{CaseSentence.StepName(message.Step)}{what}";
        var key = $"{message.TaskId}:{message.Level}:{work.Now.UtcTicks}";
        await Add(work, message.About, kind, Title, message.UnitId, message.Role, key, message.TaskId);
        // The ladder: the clerk knows already; from 催办 on the head of the unit, from 督办 on the task force.
        if (message.Level is "urge" or "supervise" or "interview" && message is { UnitId: not null, Role: "BM-JB" })
        {
            await Add(work, message.About, kind, Title, message.UnitId, "BM-FZ", $"{key}:head", message.TaskId);
        }

        if (message.Level is "supervise" or "interview")
        {
            await Add(work, message.About, kind, Title, "ZB", "ZB", $"{key}:task-force", message.TaskId);
        }

        return null;
    }

    public async Task<Refusal?> Handle(TemplatePublished message, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        foreach (var row in db.Cases.Where(row => row.CampaignId == message.About.CampaignId && row.DocumentCode == message.DocumentCode).ToList())
        {
            await Add(work, message.About with { CaseId = row.Id }, "Template", title => $"{title}：统一模板第{message.TemplateVersion}版已发布", row.UnitId, null, $"{row.Id}:template:{message.TemplateVersion}");
        }

        return null;
    }

    public Task<Refusal?> Handle(DisputeRaised message, UnitOfWork work) =>
        ToSubmitter(work, message.About, "Dispute", "有意见转入协商协调", $"{message.DisputeId}:raised");

    public Task<Refusal?> Handle(DisputeResolved message, UnitOfWork work) =>
        ToSubmitter(work, message.About, "Dispute", message.Result == "Ruled" ? "争议已裁定" : "争议已协商一致", $"{message.DisputeId}:resolved");

    public Task<Refusal?> Handle(MeetingDecisionRecorded message, UnitOfWork work) => ToSubmitter(
        work, message.About, "Decision",
        message.Decision switch { "Passed" => "会议审议通过", "PassedWithChanges" => "会议审议修改后通过", "Deferred" => "会议决定缓议", _ => "会议审议不通过" },
        $"{message.About.CaseId}:decision:{message.About.CommandId}");

    public Task<Refusal?> Handle(DocumentIssued message, UnitOfWork work) =>
        ToSubmitter(work, message.About, "Issued", $"已印发：{message.DocumentNumber}", $"{message.About.CaseId}:issued");

    public Task<Refusal?> Handle(RoundClosed message, UnitOfWork work) => ToSubmitter(
        work, message.About, "Round", $"第{message.About.Round}轮意见已汇总，共{message.Opinions}条", $"{message.About.CaseId}:round:{message.About.Round}:{message.About.CommandId}");

    private static async Task<Refusal?> ToSubmitter(UnitOfWork work, About about, string kind, string what, string key)
    {
        var row = await work.Db<OfficeDb>().Cases.FindAsync([about.CaseId], work.Cancellation);
        await Add(work, about, kind, title => $"{title}：{what}", row?.UnitId, null, key);
        return null;
    }

    private static async Task Add(UnitOfWork work, About about, string kind, Func<string, string> title, string? unitId, string? role, string key, string? taskId = null)
    {
        var db = work.Db<OfficeDb>();
        var id = $"n:{kind}:{key}";
        var row = await db.Cases.FindAsync([about.CaseId], work.Cancellation);
        if (row is null || unitId is null || await db.Notices.FindAsync([id], work.Cancellation) is not null)
        {
            return;
        }

        db.Notices.Add(new Notice
        {
            Id = id, Kind = kind, Title = title(row.Title), CampaignId = row.CampaignId, CaseId = row.Id, TaskId = taskId, UnitId = unitId, Role = role, CreatedAt = work.Now,
        });
        work.Changed("notices");
    }
}
