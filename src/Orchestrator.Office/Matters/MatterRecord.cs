using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Matters;

/// <summary>Writes lines of 办理过程 inside a unit of work. The instance is locked by then, so nobody else writes.</summary>
internal static class MatterRecord
{
    public static async Task Write(this OfficeDb db, Matter matter, UnitOfWork work, string kind, string text, MatterSeat? seat = null, string? comment = null, string? outcome = null, string? signature = null)
    {
        var last = db.MatterEntries.Local.Where(entry => entry.MatterId == matter.Id).Select(entry => (int?)entry.Seq).Max()
            ?? await db.MatterEntries.Where(entry => entry.MatterId == matter.Id).MaxAsync(entry => (int?)entry.Seq, work.Cancellation)
            ?? 0;
        // The clock says that something is late, whoever acts when it is found.
        var by = kind == "Overdue" ? Actor.System : work.Actor;
        db.MatterEntries.Add(new MatterEntry
        {
            MatterId = matter.Id,
            Seq = last + 1,
            At = work.Now,
            Kind = kind,
            Step = seat?.Step,
            Outcome = outcome,
            Pass = seat?.Pass ?? 0,
            TaskId = seat?.TaskId,
            ActorId = by.Id,
            ActorName = by.Name,
            UnitName = by.UnitName,
            Text = text,
            Comment = comment,
            Signature = signature,
        });
    }

    /// <summary>The matter of a submission; a definition that uses these forms elsewhere is refused.</summary>
    public static async Task<Matter> Matter(this OfficeDb db, string id, UnitOfWork work) =>
        await db.Matters.FindAsync([id], work.Cancellation) ?? throw new RefusedException(Refusal.Conflict(
            "matter.not-registered", $"流程“{id}”不是会签事项，不能用事项的表单办理；请检查流程定义所用的表单。"));
}
