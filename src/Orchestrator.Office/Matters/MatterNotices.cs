using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Notices;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Matters;

/// <summary>Lines in the bell about a matter: only for those who may read it.</summary>
internal static class MatterNotices
{
    /// <summary>To those who have the task: the persons, else whoever has the post.</summary>
    public static async Task ToHolders(UnitOfWork work, Matter matter, string? taskId, string kind, string what, string? unitId, string? role, string key)
    {
        var db = work.Db<OfficeDb>();
        var persons = await db.MatterSeats.Where(seat => seat.MatterId == matter.Id && seat.TaskId == taskId).Select(seat => seat.PersonIds).FirstOrDefaultAsync(work.Cancellation);
        if (persons is null)
        {
            await NoticeBook.ToPost(work, About(matter, taskId), kind, what, unitId, role, key);
            return;
        }

        foreach (var person in persons.Split(' '))
        {
            await NoticeBook.ToPerson(work, About(matter, taskId), kind, what, person, $"{key}:{person}");
        }
    }

    /// <summary>To the initiator, unless it was his own deed.</summary>
    public static Task ToInitiator(UnitOfWork work, Matter matter, string what, string? body) => work.Actor.Is(matter.InitiatorId)
        ? Task.CompletedTask
        : NoticeBook.ToPerson(work, About(matter, null), "Decision", what, matter.InitiatorId, $"{matter.Id}:{work.CommandId}", body);

    private static NoticeSubject About(Matter matter, string? taskId) => new(matter.Title, null, matter.Id, taskId);
}
