using Orchestrator.Office.Notices;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Reviews;

/// <summary>暂停 and 恢复 of one case.</summary>
public static class Holding
{
    public static async Task<Outcome<Done>> Hold(string caseId, string? reason, UnitOfWork work)
    {
        var (row, refusal) = await Find(caseId, reason, "请填写暂停理由。", work);
        if (row is null)
        {
            return refusal!;
        }

        if (row.HeldSince is not null)
        {
            return Refusal.Conflict("case.held", "事项已经暂停。");
        }

        await work.Db<OfficeDb>().Write(row, work, "Hold", "暂停办理，期限停止计算", reason);
        await NoticeBook.ToEveryoneInvolved(work, row, "Hold", "已暂停办理，期限停止计算", reason!.Trim());
        return await work.Workflows.Hold(caseId, reason!.Trim());
    }

    public static async Task<Outcome<Done>> Release(string caseId, string? reason, UnitOfWork work)
    {
        var (row, refusal) = await Find(caseId, reason, "请填写恢复办理的说明。", work);
        if (row is null)
        {
            return refusal!;
        }

        if (row.HeldSince is null)
        {
            return Refusal.Conflict("case.not-held", "事项没有暂停。");
        }

        await work.Db<OfficeDb>().Write(row, work, "Release", "恢复办理，期限按暂停的工作日顺延", reason);
        await NoticeBook.ToEveryoneInvolved(work, row, "Release", "已恢复办理，期限按暂停的工作日顺延", reason!.Trim());
        return await work.Workflows.Release(caseId);
    }

    private static async Task<(CaseRow? Row, Refusal? Refusal)> Find(string caseId, string? reason, string ask, UnitOfWork work)
    {
        if (Wording.Length(reason) == 0)
        {
            return (null, Refusal.Invalid("reason.required", ask, new FieldProblem("reason", ask)));
        }

        var row = await work.Db<OfficeDb>().LockedCase(caseId, work);
        return row is null ? (null, CaseAccess.Unknown(caseId))
            : row.FinishedAt is not null || !row.Started ? (null, Refusal.Conflict("case.ended", "事项没有在办理中。"))
            : (row, null);
    }
}
