using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Notices;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Matters;

/// <summary>Lines in the bell about a matter: only for those who may read it.</summary>
internal static class MatterNotices
{
    /// <summary>Who has a task of a matter by name (<see cref="Deeds.PersonIds"/>).</summary>
    public static Task<string?> Holders(UnitOfWork work, string matterId, string? taskId) => work.Db<OfficeDb>().MatterSeats
        .Where(seat => seat.MatterId == matterId && seat.TaskId == taskId).Select(seat => seat.PersonIds).FirstOrDefaultAsync(work.Cancellation);

    /// <summary>To the initiator, unless it was his own deed.</summary>
    public static Task ToInitiator(UnitOfWork work, Matter matter, string what, string? body) => work.Actor.Is(matter.InitiatorId)
        ? Task.CompletedTask
        : NoticeBook.ToPerson(work, About(matter, null), "Decision", what, matter.InitiatorId, $"{matter.Id}:{work.CommandId}", body);

    public static NoticeSubject About(Matter matter, string? taskId) => new(matter.Title, null, matter.Id, taskId);
}
