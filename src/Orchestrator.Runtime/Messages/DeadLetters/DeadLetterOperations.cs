using System.Text.Json;
using Orchestrator.Contracts;
using Orchestrator.Runtime.Live;
using Orchestrator.Runtime.Messages;
using Orchestrator.Runtime.Messages.DeadLetters;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime;

/// <summary>
/// Messages that failed, in an operator's hands. Each operation locks the message's work row, as the pump does: of two
/// operators, or of an operator and a running attempt, one is second and is told what has happened meanwhile.
/// </summary>
public sealed class DeadLetterOperations
{
    private const int LongestReason = 500;

    /// <summary>Writes another body for this one delivery; the sender's message and other handlers' deliveries stay as they
    /// are, and so does what came. Marks of covered passages stand for what they cover. Refusals: <c>dead-letter.body</c> with the
    /// places, <c>dead-letter.stale</c>, <c>dead-letter.unchanged</c>, <c>dead-letter.settled</c>, <c>dead-letter.unknown</c>.</summary>
    /// <param name="revision">The one that the operator saw.</param>
    public async Task<Outcome<DeadLetterMended>> Mend(long id, int revision, string body, UnitOfWork work)
    {
        var found = await Lock(id, work);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        var (row, message, letter) = found.Value;
        if ((letter?.Revision ?? 0) != revision)
        {
            return Refusal.Conflict("dead-letter.stale", $"{letter?.MendedBy ?? "他人"}刚刚改过这条消息，请重新载入后再改。", letter?.Revision ?? 0);
        }

        var read = Read(body, message);
        if (read.Refusal is { } wrong)
        {
            return wrong;
        }

        if (read.Value == Same(message.Body))
        {
            return Refusal.Conflict("dead-letter.unchanged", "内容没有变化。");
        }

        var mended = message with { Body = read.Value! };
        work.Transaction.RewriteWork(id, mended.Write());
        work.Transaction.PutLetter(Letter(row, mended, letter?.Original ?? message.Body, work) with { Revision = revision + 1, MendedBy = work.Actor.Name });
        work.Changed("operations");
        return new DeadLetterMended(revision + 1);
    }

    /// <summary>Has it handled now. Its effect is there once however often this is asked: the handler's inbox knows the
    /// message. Refusals: <c>dead-letter.settled</c>, <c>dead-letter.unknown</c>.</summary>
    public async Task<Outcome<Done>> Replay(long id, UnitOfWork work)
    {
        var found = await Lock(id, work);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        var (row, message, _) = found.Value;
        if (message.Hold is not null)
        {
            work.Transaction.RewriteWork(id, (message with { Hold = null }).Write());
        }

        work.Transaction.RescheduleWork(id, 0, work.Now, row.Error);
        work.Transaction.CloseIncident(IncidentKinds.OfWork(id), "Retried", work.Now, work.Actor.Id);
        work.Wakes |= Wakes.Work;
        work.Changed("operations");
        return Done.Value;
    }

    /// <summary>The handler never gets it. Refusals: <c>dead-letter.reason</c>, <c>dead-letter.settled</c>, <c>dead-letter.unknown</c>.</summary>
    public async Task<Outcome<Done>> Discard(long id, string reason, UnitOfWork work)
    {
        if (reason.Trim() is not { Length: > 0 and <= LongestReason } why)
        {
            return Refusal.Invalid("dead-letter.reason", "请写明丢弃的理由。", new FieldProblem("reason", $"应为 1 到 {LongestReason} 个字"));
        }

        var found = await Lock(id, work);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        var (row, message, letter) = found.Value;
        work.Transaction.PutLetter(Letter(row, message, letter?.Original ?? message.Body, work) with
        {
            Revision = letter?.Revision ?? 0, MendedBy = letter?.MendedBy, DiscardedBy = work.Actor.Name, Reason = why,
        });
        // For the handler it counts as taken in: what looks for lost messages must not bring it back.
        await work.Transaction.EnterInbox(message.Handler, message.MessageId, work.Now, work.Cancellation);
        work.Transaction.DeleteWork(id);
        work.Transaction.CloseIncident(IncidentKinds.OfWork(id), "Resolved", work.Now, work.Actor.Id);
        work.Changed("operations");
        return Done.Value;
    }

    private static async Task<Outcome<(WorkRow Row, FailedMessage Message, LetterRow? Letter)>> Lock(long id, UnitOfWork work)
    {
        var row = await work.Transaction.FindWork(id, work.Cancellation);
        var letter = await work.Transaction.FindLetter(id, work.Cancellation);
        if (row is { Kind: MessageDelivery.WorkKind })
        {
            return (row, FailedMessage.Of(row), letter);
        }

        return letter is { DiscardedBy: { } by } ? Refusal.Conflict("dead-letter.settled", $"{by}已经丢弃这条消息。")
            : letter is not null ? Refusal.Conflict("dead-letter.settled", "这条消息已经处理成功。")
            : Refusal.NotFound("dead-letter.unknown", "没有这条死信：它可能已经处理成功。");
    }

    private static Outcome<string> Read(string body, FailedMessage message)
    {
        if (!WireNames.All.TryGetValue(message.Type, out var type))
        {
            return Refusal.Conflict("dead-letter.type", $"本程序不认识消息类型 {message.Type}，不能改正，只能丢弃。");
        }

        string whole;
        try
        {
            whole = CoveredText.Of(message.Body).Uncover(body);
        }
        catch (FormatException mark)
        {
            return Refusal.Invalid("dead-letter.body", "改正后的内容有误，未保存。", new FieldProblem("body", $"{mark.Message}不是本消息中的遮盖标记，请改写为完整内容。"));
        }
        catch (JsonException wrong)
        {
            return Refusal.Invalid("dead-letter.body", "改正后的内容有误，未保存。", new FieldProblem("body", MessageShape.NotJson(body, wrong)));
        }

        return MessageShape.Check(whole, type) is { Count: > 0 } problems
            ? Refusal.Invalid("dead-letter.body", "改正后的内容有误，未保存。", [.. problems.Select(p => p with { Path = CoveredText.Scrub(p.Path)! })])
            : whole;
    }

    private static string Same(string body)
    {
        try
        {
            return CoveredText.Of(body).Uncover(body);
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException)
        {
            return body;
        }
    }

    private static LetterRow Letter(WorkRow row, FailedMessage message, string original, UnitOfWork work) => new(
        row.Id, message.Handler, message.MessageId, message.Type, message.Unread, original, message.Body, row.Attempts, row.Error, row.CreatedAt, 0, work.Now, null, null, null);
}

/// <param name="Revision">The one to name when mending again.</param>
public sealed record DeadLetterMended(int Revision);
