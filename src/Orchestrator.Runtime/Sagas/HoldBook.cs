using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Runtime.Sagas;

/// <param name="Reasons">Why it was not done, or remarks on what was.</param>
public sealed record HoldAnswer(bool Done, IReadOnlyList<Finding> Reasons);

/// <summary>
/// Reserve, confirm and release as one service does them for a saga: each has its effect once, however often and in whatever
/// order the commands come. Done again it is answered as before; released before it was reserved, nothing is ever held.
/// Effect and row are one transaction.
/// </summary>
public sealed class HoldBook(DbContext db, UnitOfWork work)
{
    /// <param name="content">What is to be held. The same saga cannot hold anything else.</param>
    /// <param name="reserve">Sets it aside; with a blocking finding it has changed nothing.</param>
    public async Task<HoldAnswer> Reserve(string sagaId, object content, Func<Task<IReadOnlyList<Finding>>> reserve)
    {
        var hold = await Find(sagaId);
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, RuntimeJson.Options)));
        switch (hold?.State)
        {
            case HoldState.Released:
                return No("saga.released", "该事项已经释放，不能再预留。");
            case HoldState.Held or HoldState.Confirmed when hold.Content != fingerprint:
                return No("saga.other-content", "该事项已按其他内容预留，须先释放。");
            case HoldState.Held or HoldState.Confirmed:
                return new(true, Reasons(hold));
        }

        var reasons = await reserve();
        var refused = reasons.Any(reason => reason.Severity == Severity.Block);
        Put(hold, sagaId, refused ? HoldState.Refused : HoldState.Held, fingerprint, reasons);
        return new(!refused, reasons);
    }

    /// <param name="confirm">What it throws as <see cref="RefusedException"/>, before it changes anything, is the answer; the hold stays.</param>
    public async Task<HoldAnswer> Confirm(string sagaId, Func<Task> confirm)
    {
        var hold = await Find(sagaId);
        switch (hold?.State)
        {
            case HoldState.Confirmed:
                return new(true, []);
            case HoldState.Held when await Refused(confirm) is { } refused:
                return refused;
            case HoldState.Held:
                Put(hold, sagaId, HoldState.Confirmed, hold.Content, []);
                return new(true, []);
            case HoldState.Released:
                return No("saga.released", "该事项已经释放，不能执行。");
            default:
                return No("saga.not-held", "该事项没有预留，不能执行。");
        }
    }

    /// <param name="release">As for <see cref="Confirm"/>. Not called when nothing is held.</param>
    public async Task<HoldAnswer> Release(string sagaId, Func<Task> release)
    {
        var hold = await Find(sagaId);
        switch (hold?.State)
        {
            case HoldState.Released:
                return new(true, []);
            case HoldState.Confirmed:
                return No("saga.confirmed", "该事项已经执行，不能释放。");
            case HoldState.Held when await Refused(release) is { } refused:
                return refused;
        }

        Put(hold, sagaId, HoldState.Released, hold?.Content, []);
        return new(true, []);
    }

    private static async Task<HoldAnswer?> Refused(Func<Task> effect)
    {
        try
        {
            await effect();
            return null;
        }
        catch (RefusedException refused)
        {
            return No(refused.Refusal.Code, refused.Refusal.Message);
        }
    }

    private static HoldAnswer No(string code, string message) => new(false, [Finding.Block(code, "", message)]);

    private static IReadOnlyList<Finding> Reasons(Hold hold) => JsonSerializer.Deserialize<IReadOnlyList<Finding>>(hold.Reasons, RuntimeJson.Options)!;

    private Task<Hold?> Find(string sagaId) => db.Set<Hold>().SingleOrDefaultAsync(hold => hold.SagaId == sagaId, work.Cancellation);

    private void Put(Hold? hold, string sagaId, HoldState state, string? content, IReadOnlyList<Finding> reasons)
    {
        if (hold is null)
        {
            db.Add(hold = new Hold { SagaId = sagaId });
        }

        (hold.State, hold.Content, hold.Reasons) = (state, content, JsonSerializer.Serialize(reasons, RuntimeJson.Options));
        (hold.ChangedAt, hold.Revision) = (work.Now, hold.Revision + 1);
    }
}
