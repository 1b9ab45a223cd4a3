using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts;
using Orchestrator.Office.Matters;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Notices;

/// <summary>What a notice to a person is about: a case, or any other flow. A case id leads to the page of the case (of the transfer or posting when
/// the kind says so), without one the notice leads to the task.</summary>
internal sealed record NoticeSubject(string Title, string? CampaignId, string? CaseId, string? TaskId);

/// <summary>Writes lines into the bell of a unit or of a person, and what leaves the application for it. The same key is written once.</summary>
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

    /// <summary>The case or matter that an event is about; null when it is neither.</summary>
    public static async Task<(NoticeSubject Subject, bool IsCase)?> Subject(UnitOfWork work, About about, string? taskId)
    {
        var db = work.Db<OfficeDb>();
        return await db.Matters.FindAsync([about.CaseId], work.Cancellation) is { } matter ? (MatterNotices.About(matter, taskId), false)
            : await db.Cases.FindAsync([about.CaseId], work.Cancellation) is { } row ? (new(row.Title, row.CampaignId, row.Id, taskId), true)
            : null;
    }

    /// <summary>To a unit or post; about a task that somebody has by name to that person, and of a matter only to those who have the task.</summary>
    public static async Task Add(UnitOfWork work, About about, string kind, string what, string? unitId, string? role, string key, string? taskId = null, string? body = null)
    {
        if (await Subject(work, about, taskId) is not (var subject, var isCase))
        {
            return;
        }

        var db = work.Db<OfficeDb>();
        var task = !isCase || taskId is null ? null : await db.CaseTasks.FindAsync([taskId], work.Cancellation);
        var persons = !isCase ? await MatterNotices.Holders(work, about.CaseId, taskId) : task?.UnitId == unitId && task?.Role == role ? task?.PersonIds : null;
        foreach (var person in Deeds.PersonIds.Split(persons))
        {
            await ToPerson(work, subject, kind, what, person, $"{key}:{person}", body);
        }

        if (persons is null && (unitId is not null || (!isCase && role is not null)))
        {
            await ToPost(work, subject, kind, what, unitId, role, key, body);
        }
    }

    public static Task ToPerson(UnitOfWork work, NoticeSubject about, string kind, string what, string personId, string key, string? body = null) => Write(work, new Notice
    {
        Id = $"{kind}:{key}",
        Kind = kind,
        Title = $"{about.Title}：{what}",
        Body = body,
        CampaignId = about.CampaignId,
        CaseId = about.CaseId,
        TaskId = about.TaskId,
        PersonId = personId,
        CreatedAt = work.Now,
    });

    /// <summary>Of no flow: about the person's own affairs.</summary>
    public static Task Personal(UnitOfWork work, string kind, string title, string personId, string key, string? body) =>
        Write(work, new Notice { Id = $"{kind}:{key}", Kind = kind, Title = title, Body = body, PersonId = personId, CreatedAt = work.Now });

    /// <param name="unitId">Null for whoever has the role in any unit.</param>
    public static Task ToPost(UnitOfWork work, NoticeSubject about, string kind, string what, string? unitId, string? role, string key, string? body = null) => Write(work, new Notice
    {
        Id = $"{kind}:{key}",
        Kind = kind,
        Title = $"{about.Title}：{what}",
        Body = body,
        CampaignId = about.CampaignId,
        CaseId = about.CaseId,
        TaskId = about.TaskId,
        UnitId = unitId,
        Role = role,
        CreatedAt = work.Now,
    });

    private static async Task Write(UnitOfWork work, Notice notice)
    {
        var db = work.Db<OfficeDb>();
        if (await db.Notices.FindAsync([notice.Id], work.Cancellation) is null)
        {
            db.Notices.Add(notice);
            await work.Service<DeliveryBook>().Add(notice, work);
            work.Changed("notices");
        }
    }
}
