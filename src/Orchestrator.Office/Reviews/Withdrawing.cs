using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Values;
using Orchestrator.Office.Notices;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Reviews;

/// <summary>Who has to agree to a withdrawal, by the stage of the case.</summary>
public static class WithdrawalRule
{
    /// <summary>Null: the unit is free to withdraw. Otherwise the role that decides.</summary>
    public static string? Approver(string stage) => stage switch
    {
        CaseStage.Drafting or CaseStage.InternalApproval or CaseStage.Submitted or CaseStage.Intake or CaseStage.JointReview => null,
        CaseStage.Consolidating or CaseStage.Coordinating or CaseStage.AwaitingTemplate or CaseStage.Returned or CaseStage.Revising => "ZB",
        _ => "BB-ZR",
    };

    /// <summary>Whoever decides at the stage the case has reached by now.</summary>
    public static bool MayDecide(string stage, Actor actor) => actor.Has(Approver(stage) ?? "ZB");

    public static bool CanWithdraw(string stage) => StageTransitions.Withdrawable.Contains(stage);
}

/// <param name="Status">Pending when somebody has to approve, Approved when the case is withdrawn.</param>
public sealed record WithdrawalAnswer(string Id, string Status, string? NeedsRole);

/// <summary>撤回: asked for by the head of the submitting unit, with a reason.</summary>
public static class Withdrawing
{
    public static async Task<Outcome<WithdrawalAnswer>> Ask(string caseId, string? reason, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        if (await db.LockedCase(caseId, work) is not { } row || row.UnitId != work.Actor.UnitId)
        {
            return CaseAccess.Unknown(caseId);
        }

        if (Wording.Length(reason) == 0)
        {
            return Refusal.Invalid("reason.required", "请填写撤回理由。", new FieldProblem("reason", "请填写撤回理由。"));
        }

        if (!WithdrawalRule.CanWithdraw(row.Stage))
        {
            return Refusal.Conflict("withdrawal.too-late", $"文稿处于“{CaseStage.NameOf(row.Stage)}”，不能撤回。");
        }

        if (row.HeldSince is not null)
        {
            return Refusal.Conflict("case.held", "事项已暂停，恢复后才能撤回。");
        }

        if (await db.Withdrawals.AnyAsync(other => other.CaseId == caseId && other.State == RequestState.Pending, work.Cancellation))
        {
            return Refusal.Conflict("withdrawal.pending", "已有一份撤回申请正在等待批准。");
        }

        var needs = WithdrawalRule.Approver(row.Stage);
        var number = 1 + await db.Withdrawals.CountAsync(other => other.CaseId == caseId, work.Cancellation);
        var withdrawal = new Withdrawal
        {
            Id = $"{caseId}:w{number}",
            CaseId = caseId,
            Reason = reason!.Trim(),
            Stage = row.Stage,
            NeedsRole = needs,
            State = RequestState.Pending,
            RequestedById = work.Actor.Id,
            RequestedBy = work.Actor.Name,
            RequestedAt = work.Now,
        };
        db.Withdrawals.Add(withdrawal);
        await db.Write(row, work, "Withdrawal", needs is null ? "撤回文稿" : "申请撤回文稿", withdrawal.Reason);
        if (needs is null)
        {
            return await Carry(row, withdrawal, work);
        }

        await NoticeBook.Add(
            work, CaseObserver.About(row, work), "WithdrawalAsked", "报送单位申请撤回，待审批", needs == "ZB" ? "ZB" : "BB", needs, withdrawal.Id, body: withdrawal.Reason);
        work.Changed($"case:{row.Id}");
        return new WithdrawalAnswer(withdrawal.Id, nameof(RequestState.Pending), needs);
    }

    public static async Task<Outcome<WithdrawalAnswer>> Decide(string withdrawalId, bool approve, string? comment, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        if (await db.Withdrawals.FirstOrDefaultAsync(withdrawal => withdrawal.Id == withdrawalId, work.Cancellation) is not { } withdrawal)
        {
            return Refusal.NotFound("withdrawal.unknown", "没有这份撤回申请。");
        }

        if (withdrawal.State != RequestState.Pending)
        {
            return Refusal.Conflict("withdrawal.decided", $"这份撤回申请已由{withdrawal.DecidedBy}处理。");
        }

        var row = await db.Case(withdrawal.CaseId, work);
        if (!WithdrawalRule.MayDecide(row.Stage, work.Actor))
        {
            return Refusal.Forbidden("withdrawal.not-yours", (WithdrawalRule.Approver(row.Stage) ?? "ZB") == "ZB" ? "这一阶段的撤回由改革专班批准。" : "待上会以后的撤回由编办主任批准。");
        }

        if (!approve && Wording.Length(comment) == 0)
        {
            return Refusal.Invalid("comment.required", "不同意撤回的，请说明理由。", new FieldProblem("comment", "不同意撤回的，请说明理由。"));
        }

        if (approve && (!WithdrawalRule.CanWithdraw(row.Stage) || row.HeldSince is not null))
        {
            return Refusal.Conflict("withdrawal.too-late", $"文稿处于“{CaseStage.NameOf(row.Stage)}”，不能撤回。");
        }

        (withdrawal.DecidedBy, withdrawal.DecidedAt, withdrawal.Comment) = (work.Actor.Name, work.Now, comment?.Trim());
        await db.Write(row, work, "WithdrawalDecision", approve ? "同意撤回" : "不同意撤回", comment);
        if (approve)
        {
            return await Carry(row, withdrawal, work);
        }

        withdrawal.State = RequestState.Refused;
        await NoticeBook.Add(
            work, CaseObserver.About(row, work), "WithdrawalDecided", "撤回申请未获同意，照常办理", row.UnitId, null, withdrawal.Id, body: withdrawal.Comment);
        work.Changed($"case:{row.Id}");
        return new WithdrawalAnswer(withdrawal.Id, nameof(RequestState.Refused), withdrawal.NeedsRole);
    }

    private static async Task<Outcome<WithdrawalAnswer>> Carry(CaseRow row, Withdrawal withdrawal, UnitOfWork work)
    {
        withdrawal.State = RequestState.Approved;
        withdrawal.DecidedBy ??= work.Actor.Name;
        withdrawal.DecidedAt ??= work.Now;
        await NoticeBook.ToEveryoneInvolved(work, row, "Withdrawn", "文稿已撤回，未办结的任务取消", withdrawal.Reason);
        foreach (var dispute in await work.Db<OfficeDb>().Disputes.Where(dispute => dispute.CaseId == row.Id && dispute.ClosedAt == null).ToListAsync(work.Cancellation))
        {
            (dispute.ClosedAt, dispute.ClosedLevel) = (work.Now, "Withdrawn");
        }

        var reached = await work.Workflows.PublishEvent("withdraw", null, row.Id, JsObject.Of(("reason", withdrawal.Reason), ("by", withdrawal.RequestedBy)));
        if (reached.Refusal is { } refusal)
        {
            return refusal;
        }

        return reached.Value == 0
            ? Refusal.Conflict("withdrawal.too-late", "文稿的流程已经不能撤回。")
            : new WithdrawalAnswer(withdrawal.Id, nameof(RequestState.Approved), withdrawal.NeedsRole);
    }
}
