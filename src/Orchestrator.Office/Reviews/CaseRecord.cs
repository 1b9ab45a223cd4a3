using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Signatures;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Reviews;

/// <summary>Writes lines of 办理过程 inside a unit of work.</summary>
internal static class CaseRecord
{
    // What somebody decides is signed; what is asked for, told or done by the clock is not.
    private static readonly string[] Signed = ["Decision", "Signed", "WithdrawalDecision", "ExtensionDecision"];

    public static async Task Write(
        this OfficeDb db, CaseRow row, UnitOfWork work, string kind, string text, string? comment = null,
        string? step = null, string? outcome = null, string? taskId = null)
    {
        var last = db.CaseEntries.Local.Where(entry => entry.CaseId == row.Id).Select(entry => (int?)entry.Seq).Max()
            ?? await db.CaseEntries.Where(entry => entry.CaseId == row.Id).MaxAsync(entry => (int?)entry.Seq, work.Cancellation)
            ?? 0;
        // The clock says that something is late, whoever acts when it is found.
        var by = kind == "Overdue" ? Actor.System : work.Actor;
        db.CaseEntries.Add(new CaseEntry
        {
            CaseId = row.Id,
            Seq = last + 1,
            At = work.Now,
            Kind = kind,
            Step = step,
            Outcome = outcome,
            Stage = row.Stage,
            Round = row.Round,
            TaskId = taskId,
            ActorId = by.Id,
            ActorName = by.Name,
            UnitId = by.UnitId,
            UnitName = by.UnitName,
            Text = text,
            Comment = comment,
            Signature = Signed.Contains(kind) ? await db.SignatureOfActor(work) : null,
        });
    }

    /// <summary>
    /// The case, locked until the unit of work ends: whoever else wants to change it waits here and then sees what was
    /// done. Null when there is none.
    /// </summary>
    public static async Task<CaseRow?> LockedCase(this OfficeDb db, string caseId, UnitOfWork work)
    {
        if (await db.Cases.Where(row => row.Id == caseId).ExecuteUpdateAsync(row => row.SetProperty(one => one.UpdatedAt, work.Now), work.Cancellation) == 0)
        {
            return null;
        }

        if (db.Cases.Local.FindEntry(caseId) is not { } known)
        {
            return await db.Cases.FirstAsync(row => row.Id == caseId, work.Cancellation);
        }

        if (known.State == EntityState.Unchanged)
        {
            await known.ReloadAsync(work.Cancellation);
        }

        return known.Entity;
    }

    /// <summary>The case of a submission, locked. An unknown one is refused: a definition uses a form of the office in an
    /// instance that no campaign has opened.</summary>
    public static async Task<CaseRow> Case(this OfficeDb db, string caseId, UnitOfWork work) =>
        await db.LockedCase(caseId, work) ?? throw new RefusedException(Refusal.Conflict(
            "case.not-registered", $"流程“{caseId}”不是专项中的文稿事项，不能用文稿报审的表单办理；请检查流程定义所用的表单。"));
}
