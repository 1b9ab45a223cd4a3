using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Notices;

/// <summary>Writes lines into the bell of a unit, and what leaves the application for it. The same key is written once.</summary>
internal static class NoticeBook
{
    /// <summary>To everyone of the submitting unit.</summary>
    public static async Task<Refusal?> ToSubmitter(UnitOfWork work, About about, string kind, string what, string key)
    {
        var row = await work.Db<OfficeDb>().Cases.FindAsync([about.CaseId], work.Cancellation);
        await Add(work, about, kind, what, row?.UnitId, null, key);
        return null;
    }

    /// <summary>To the submitting unit and to every unit that has a task of the case open now.</summary>
    public static async Task ToEveryoneInvolved(UnitOfWork work, CaseRow row, string kind, string what, string? body)
    {
        var units = await work.Db<OfficeDb>().CaseTasks.Where(task => task.CaseId == row.Id && task.UnitId != null).Select(task => task.UnitId!).ToListAsync(work.Cancellation);
        foreach (var unit in units.Append(row.UnitId).Distinct())
        {
            await Add(work, CaseObserver.About(row, work), kind, what, unit, null, $"{row.Id}:{work.CommandId}:{unit}", body: body);
        }
    }

    public static async Task Add(UnitOfWork work, About about, string kind, string what, string? unitId, string? role, string key, string? taskId = null, string? body = null)
    {
        var db = work.Db<OfficeDb>();
        var id = $"{kind}:{key}";
        var row = await db.Cases.FindAsync([about.CaseId], work.Cancellation);
        if (row is null || unitId is null || await db.Notices.FindAsync([id], work.Cancellation) is not null)
        {
            return;
        }

        var notice = new Notice
        {
            Id = id,
            Kind = kind,
            Title = $"{row.Title}：{what}",
            Body = body,
            CampaignId = row.CampaignId,
            CaseId = row.Id,
            TaskId = taskId,
            UnitId = unitId,
            Role = role,
            CreatedAt = work.Now,
        };
        db.Notices.Add(notice);
        await work.Service<DeliveryBook>().Add(notice, work);
        work.Changed("notices");
    }
}
