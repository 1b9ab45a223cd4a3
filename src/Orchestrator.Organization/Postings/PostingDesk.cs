using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts;
using Orchestrator.Engine.Calendar;
using Orchestrator.Organization.Book;
using Orchestrator.Organization.Ledger;
using Orchestrator.Runtime;

namespace Orchestrator.Organization.Postings;

/// <param name="Id">登记号.</param>
public sealed record PostingReceipt(string Id, string Sentence, IReadOnlyList<PostingChange> Changes);

/// <summary>
/// 台账登记: one person proposes, another approves (经办、审核), and only then the ledger changes. It is judged both times by
/// the ledger of the moment.
/// </summary>
public sealed class PostingDesk(LedgerBook book, QuotaParameters parameters)
{
    public const int LongestReason = 500;

    private static readonly Refusal NotFound = Refusal.NotFound("posting.unknown", "没有这笔登记。");

    public static DateOnly Today(DateTimeOffset now) => WorkingCalendar.National.LocalDate(now);

    public async Task<PostingPreview> Check(Posting posting, DateTimeOffset now, CancellationToken ct) =>
        PostingPreview.Of((await book.Read(ct)).Ledger, posting, "待登记", Today(now), parameters);

    public async Task<Outcome<PostingReceipt>> Propose(Posting posting, UnitOfWork work)
    {
        // Whoever posts comes one after the other, so numbers have no gaps and nobody takes the same.
        var ledger = await book.Open(work);
        var db = work.Db<OrganizationDb>();
        var number = 1 + (await db.Postings.MaxAsync(row => (int?)row.Number, work.Cancellation) ?? 0);
        var id = $"DJ-{number.ToString("00000", CultureInfo.InvariantCulture)}";
        var verdict = PostingJudge.Judge(ledger, posting, id, Today(work.Now), parameters);
        if (Refused(verdict) is { } refusal)
        {
            return refusal;
        }

        var (sentence, changes) = Effect(ledger, verdict);
        db.Postings.Add(new()
        {
            Id = id, Number = number, Kind = posting.Kind, Body = JsonSerializer.Serialize(posting, RuntimeJson.Options), Sentence = sentence, DocNo = posting.DocNo!.Trim(), PostedOn = posting.On!.Value,
            Units = $"|{string.Join('|', PostingPlaces.Of(ledger, verdict.Command!))}|", PersonKey = posting.PersonKey, Changes = JsonSerializer.Serialize(changes, RuntimeJson.Options),
            At = work.Now, ById = work.Actor.Id, ByName = work.Actor.Name,
        });
        Tell(work, "Postings.Proposed", id, posting.Kind, sentence);
        work.Send(new PostingProposed(id, sentence, PostingRights.Approvers(posting.Kind), work.Actor.Name));
        return new PostingReceipt(id, sentence, changes);
    }

    public async Task<Outcome<PostingReceipt>> Approve(string id, UnitOfWork work)
    {
        var ledger = await book.Open(work);
        if (await work.Db<OrganizationDb>().Postings.SingleOrDefaultAsync(row => row.Id == id, work.Cancellation) is not { } row)
        {
            return NotFound;
        }

        if (row.Status != PostingStatus.Proposed)
        {
            return Decided(row);
        }

        if (!PostingRights.MayApprove(work.Actor, row.Kind))
        {
            return Refusal.Forbidden("posting.approver", "这类登记由编办审核人员审核。");
        }

        if (work.Actor.Is(row.ById))
        {
            return Refusal.Forbidden("posting.own", "登记由他人审核：不能审核自己提出的登记。");
        }

        var verdict = PostingJudge.Judge(ledger, JsonSerializer.Deserialize<Posting>(row.Body, RuntimeJson.Options)!, id, Today(work.Now), parameters);
        if (Refused(verdict) is { } refusal)
        {
            return refusal;
        }

        var (sentence, changes) = Effect(ledger, verdict);
        await book.Post(work, verdict.Command!, parameters);
        Close(row, PostingStatus.Posted, null, work);
        (row.Sentence, row.Changes) = (sentence, JsonSerializer.Serialize(changes, RuntimeJson.Options));
        Tell(work, "Postings.Posted", id, row.Kind, sentence);
        work.Send(new PostingDecided(id, sentence, true, row.ById, work.Actor.Name, null));
        return new PostingReceipt(id, sentence, changes);
    }

    /// <summary>撤回 by whoever proposed it, 退回 by whoever may approve it.</summary>
    public async Task<Outcome<Done>> Return(string id, string? reason, UnitOfWork work)
    {
        await book.Open(work);
        if (await work.Db<OrganizationDb>().Postings.SingleOrDefaultAsync(row => row.Id == id, work.Cancellation) is not { } row)
        {
            return NotFound;
        }

        if (row.Status != PostingStatus.Proposed)
        {
            return Decided(row);
        }

        var own = work.Actor.Is(row.ById);
        if (!own && !PostingRights.MayApprove(work.Actor, row.Kind))
        {
            return Refusal.Forbidden("posting.other", "只有提出人可以撤回登记，由审核人退回。");
        }

        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason)
        {
            return Refusal.Invalid("posting.reason", $"请填写原因，不超过{LongestReason}个字符。", new FieldProblem("reason", $"请填写原因，不超过{LongestReason}个字符。"));
        }

        Close(row, own ? PostingStatus.Withdrawn : PostingStatus.Returned, reason.Trim(), work);
        Tell(work, own ? "Postings.Withdrawn" : "Postings.Returned", id, row.Kind, row.Sentence);
        if (!own)
        {
            work.Send(new PostingDecided(id, row.Sentence, false, row.ById, work.Actor.Name, row.Remark));
        }

        return Done.Value;
    }

    private static Refusal? Refused(PostingVerdict verdict) => verdict switch
    {
        { IsNothing: true } => Refusal.Conflict("posting.nothing", PostingPreview.Nothing),
        { Problems.Count: > 0 } => Refusal.Invalid(verdict.Command is null ? "posting.invalid" : "posting.refused", string.Join("；", verdict.Problems.Select(problem => problem.Message.TrimEnd('。'))) + "。", verdict.Problems),
        _ => null,
    };

    private static Refusal Decided(PostingRow row) => Refusal.Conflict("posting.decided", row.Status switch
    {
        PostingStatus.Posted => $"登记{row.Id}已由{row.DecidedByName}审核入账。",
        PostingStatus.Returned => $"登记{row.Id}已由{row.DecidedByName}退回。",
        _ => $"登记{row.Id}已撤回。",
    });

    private static (string Sentence, IReadOnlyList<PostingChange> Changes) Effect(QuotaLedger ledger, PostingVerdict verdict) => (PostingSentences.Of(ledger, verdict.Command!), verdict.Changes(ledger));

    private static void Close(PostingRow row, PostingStatus status, string? remark, UnitOfWork work) =>
        (row.Status, row.Remark, row.DecidedAt, row.DecidedById, row.DecidedByName) = (status, remark, work.Now, work.Actor.Id, work.Actor.Name);

    private static void Tell(UnitOfWork work, string what, string id, PostingKind kind, string sentence)
    {
        work.Audit(what, "posting", id, new { Kind = $"{kind}", Sentence = sentence });
        work.Changed("transfers");
    }
}
