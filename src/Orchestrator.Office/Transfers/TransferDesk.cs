using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts;
using Orchestrator.Contracts.Transfers;
using Orchestrator.Office.Correspondence;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Transfers;

/// <param name="AnswerWithin">How long an authority has before it is asked again; the pauses double up to five minutes.</param>
public sealed record TransferSettings(TimeSpan AnswerWithin)
{
    public static TransferSettings Default { get; } = new(TimeSpan.FromSeconds(30));
}

/// <summary>Carries transfers on: what people do, what authorities answer, and time. Everything in the caller's transaction.</summary>
public sealed class TransferDesk(TransferSettings settings)
{
    public const string Clock = "transfer-clock";
    private const int LongestReason = 500;

    public static Refusal NotFound { get; } = Refusal.NotFound("transfer.unknown", "没有这个转隶事项，或已被删除。");

    public async Task<Outcome<TransferBegun>> Begin(TransferPlan plan, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        List<FieldProblem> problems = [.. TransferPlanCheck.Problems(plan)];
        if (plan.Lines?.Any(line => line is null) == true)
        {
            return Refusal.Invalid("transfer.invalid", problems[0].Message, problems);
        }

        var units = (plan.Lines ?? []).SelectMany(line => new[] { line.FromUnitId, line.ToUnitId }).Distinct().ToList();
        var known = await db.Units.Where(unit => units.Contains(unit.Id) && unit.Active).ToDictionaryAsync(unit => unit.Id, unit => unit.Name, work.Cancellation);
        for (var at = 0; at < (plan.Lines?.Count ?? 0); at++)
        {
            foreach (var (member, unit) in new[] { ("fromUnitId", plan.Lines![at].FromUnitId), ("toUnitId", plan.Lines[at].ToUnitId) })
            {
                if (!string.IsNullOrWhiteSpace(unit) && !known.ContainsKey(unit))
                {
                    problems.Add(new($"lines[{at}].{member}", $"第{at + 1}行：没有单位“{unit}”，或者已停用。"));
                }
            }
        }

        if (problems.Count > 0)
        {
            return Refusal.Invalid("transfer.invalid", problems[0].Message, problems);
        }

        var saga = TransferSaga.Begin(work.Now, work.Now.AddDays(plan.HoldDays), settings.AnswerWithin);
        var transfer = new Transfer
        {
            Id = $"t-{Guid.CreateVersion7(work.Now):N}", Title = plan.Title!.Trim(), TakesEffectOn = plan.TakesEffectOn!.Value,
            Lines = JsonSerializer.Serialize(plan.Lines!.Select(Trimmed), RuntimeJson.Options), HoldUntil = saga.HoldUntil,
            Units = string.Join("；", plan.Lines!.Select(line => $"{known[line.FromUnitId]} → {known[line.ToUnitId]}").Distinct()),
            UnitNames = JsonSerializer.Serialize(known.OrderBy(unit => unit.Key, StringComparer.Ordinal).Select(unit => new TransferUnit(unit.Key, unit.Value)), RuntimeJson.Options), Quotas = plan.Lines!.Sum(line => line.Count), People = plan.Lines!.Sum(line => line.People?.Count ?? 0),
            At = work.Now, ById = work.Actor.Id, ByName = work.Actor.Name,
        };
        db.Transfers.Add(transfer);
        db.TransferLegs.AddRange(saga.Legs.Select(leg => new TransferLegRow { TransferId = transfer.Id, Authority = leg.Authority }));
        await db.SaveChangesAsync(work.Cancellation);
        await Note(work, transfer.Id, null, $"提出转隶事项，请三部门预留，期限至{Day(saga.HoldUntil)}", work.Actor.Name);
        await Carry(work, transfer, null, saga);
        return new TransferBegun(transfer.Id);
    }

    public Task<Outcome<Done>> Confirm(string id, string? noticeNo, UnitOfWork work) => On(id, work, async (transfer, saga) =>
    {
        if (transfer.ById == work.Actor.Id)
        {
            return Refusal.Forbidden("transfer.own", "提出人不能批准自己的事项，须由他人批准执行。");
        }

        var (number, problem) = ShortText.Check(noticeNo, "noticeNo", "转隶通知文号", 60);
        if (problem is not null)
        {
            return Refusal.Invalid("transfer.invalid", problem.Message, problem);
        }

        if (saga.Confirm(work.Now, settings.AnswerWithin) is not { } next)
        {
            return Refusal.Conflict("transfer.state", $"该事项{saga.Status.Label()}，三部门全部预留后才能批准执行。");
        }

        transfer.NoticeNo = number;
        await Note(work, id, null, $"批准执行，依据{number}", work.Actor.Name);
        await Carry(work, transfer, saga, next);
        return Done.Value;
    });

    public Task<Outcome<Done>> Release(string id, string? reason, UnitOfWork work) => On(id, work, async (transfer, saga) =>
    {
        var (text, problem) = ShortText.Check(reason, "reason", "释放理由", LongestReason);
        if (problem is not null)
        {
            return Refusal.Invalid("transfer.invalid", problem.Message, problem);
        }

        if (saga.Release(work.Now, settings.AnswerWithin) is not { } next)
        {
            return Refusal.Conflict("transfer.state", $"该事项{saga.Status.Label()}，不能释放。");
        }

        await LetGo(work, transfer, saga, next, text, work.Actor.Name);
        return Done.Value;
    });

    public Task<Outcome<Done>> Retry(string id, TransferAuthority authority, UnitOfWork work) => On(id, work, async (transfer, saga) =>
    {
        if (saga.Retry(authority, work.Now, settings.AnswerWithin) is not { } next)
        {
            return Refusal.Conflict("transfer.answered", $"{authority.Label()}已经办妥，不需要重试。");
        }

        await Note(work, id, authority, $"再次请{authority.Label()}{next.Legs.Single(leg => leg.Authority == authority).Step.Label()}", work.Actor.Name);
        await Carry(work, transfer, saga, next);
        return Done.Value;
    });

    public static async Task Answered(TransferAnswered answer, UnitOfWork work)
    {
        if (await Load(answer.About.CaseId, work) is not var (transfer, saga) || saga.Answered(answer.Authority, answer.Step, answer.Done) is not { } next)
        {
            return;
        }

        var row = await Leg(work, transfer.Id, answer.Authority);
        (row.AnsweredAt, row.Reasons) = (work.Now, JsonSerializer.Serialize(answer.Reasons, RuntimeJson.Options));
        await Note(work, transfer.Id, answer.Authority, $"{answer.Authority.Label()}{(answer.Done ? "已" : "不同意")}{answer.Step.Label()}", null);
        await Carry(work, transfer, saga, next);
        if (next.Status != saga.Status && next.Status is TransferStatus.Held or TransferStatus.Refused or TransferStatus.Done or TransferStatus.Released)
        {
            await TransferNotices.ToInitiator(work, transfer);
        }
    }

    /// <summary>Time has passed: asks again, or lets go what nobody decided on.</summary>
    public async Task Tick(string id, UnitOfWork work)
    {
        if (await Load(id, work) is not var (transfer, saga))
        {
            return;
        }

        if (transfer.ClockAt <= work.Now)
        {
            transfer.ClockAt = null;
        }

        if (saga.HoldUntil <= work.Now && saga.Release(work.Now, settings.AnswerWithin) is { } released)
        {
            await LetGo(work, transfer, saga, released, "预留期限已到，无人批准", null);
        }
        else
        {
            await Carry(work, transfer, saga, saga.Tick(work.Now, settings.AnswerWithin) ?? saga);
        }
    }

    private static TransferLine Trimmed(TransferLine line) => line with
    {
        People = line.People ?? [], DutyTransferId = Given(line.DutyTransferId), DocNo = Given(line.DocNo), ApprovalNo = Given(line.ApprovalNo),
    };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Day(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", null);

    private static async Task<Outcome<Done>> On(string id, UnitOfWork work, Func<Transfer, TransferSaga, Task<Outcome<Done>>> deed) =>
        await Load(id, work) is var (transfer, saga) ? await deed(transfer, saga) : NotFound;

    // Whoever carries a transfer on waits here for who does so at the same moment: two answers are two steps.
    private static async Task<(Transfer, TransferSaga)?> Load(string id, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        await db.Transfers.Where(transfer => transfer.Id == id).ExecuteUpdateAsync(set => set.SetProperty(transfer => transfer.Revision, transfer => transfer.Revision), work.Cancellation);
        if (await db.Transfers.SingleOrDefaultAsync(transfer => transfer.Id == id, work.Cancellation) is not { } found)
        {
            return null;
        }

        var legs = await db.TransferLegs.Where(leg => leg.TransferId == id).ToListAsync(work.Cancellation);
        return (found, new(found.Status, [.. legs.OrderBy(leg => leg.Authority).Select(leg => new TransferLeg(leg.Authority, leg.Step, leg.State, leg.Asks, leg.AskAgainAt))], found.HoldUntil));
    }

    private static async Task<TransferLegRow> Leg(UnitOfWork work, string id, TransferAuthority authority) =>
        (await work.Db<OfficeDb>().TransferLegs.FindAsync([id, authority], work.Cancellation))!;

    private static async Task LetGo(UnitOfWork work, Transfer transfer, TransferSaga saga, TransferSaga next, string reason, string? byName)
    {
        transfer.ReleaseReason = reason;
        await Note(work, transfer.Id, null, $"释放预留：{reason}", byName);
        await Carry(work, transfer, saga, next);
    }

    /// <summary>Writes the next state down and asks whom it has to ask.</summary>
    private static async Task Carry(UnitOfWork work, Transfer transfer, TransferSaga? before, TransferSaga next)
    {
        foreach (var leg in next.Legs)
        {
            var row = await Leg(work, transfer.Id, leg.Authority);
            if (row.Step != leg.Step)
            {
                (row.AnsweredAt, row.Reasons) = (null, "[]");
            }

            (row.Step, row.State, row.Asks, row.AskAgainAt) = (leg.Step, leg.State, leg.Asks, leg.AskAgainAt);
        }

        foreach (var leg in next.AskedSince(before))
        {
            work.Send(TransferRequests.Of(transfer, leg));
        }

        (transfer.Status, transfer.ChangedAt, transfer.Revision) = (next.Status, work.Now, transfer.Revision + 1);
        // An errand that is not needed any more is harmless; one that is missing is not.
        if (next.NextAt is { } at && (transfer.ClockAt is not { } set || set <= work.Now || at < set))
        {
            transfer.ClockAt = at;
            work.Arrange(Clock, transfer.Id, at);
        }

        work.Changed("transfers");
    }

    private static async Task Note(UnitOfWork work, string id, TransferAuthority? authority, string text, string? byName)
    {
        var db = work.Db<OfficeDb>();
        await db.SaveChangesAsync(work.Cancellation);
        var number = await db.TransferEvents.CountAsync(row => row.TransferId == id, work.Cancellation) + 1;
        db.TransferEvents.Add(new() { TransferId = id, Number = number, At = work.Now, Authority = authority, Text = text, ByName = byName });
    }
}

public sealed record TransferBegun(string Id);
