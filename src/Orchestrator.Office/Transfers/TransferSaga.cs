using Orchestrator.Contracts.Transfers;

namespace Orchestrator.Office.Transfers;

public enum TransferStatus
{
    /// <summary>预留中: some authority has not answered yet.</summary>
    Reserving,

    /// <summary>预留未通过: at least one refused. Mended there, it can be asked again; else everything is released.</summary>
    Refused,

    /// <summary>已预留: all hold what is needed; confirming cannot fail.</summary>
    Held,

    /// <summary>执行中. There is no way back from here on, only on.</summary>
    Confirming,

    /// <summary>已执行. Final.</summary>
    Done,

    /// <summary>释放中.</summary>
    Releasing,

    /// <summary>已释放. Final.</summary>
    Released,
}

public enum LegState
{
    /// <summary>Asked, not answered.</summary>
    Asked,

    Done,

    Refused,
}

/// <summary>One authority's part: what was asked last, and what came of it.</summary>
/// <param name="Asks">How often this step was asked since somebody last wanted it; the pauses grow with it.</param>
/// <param name="AskAgainAt">When it is asked again if no answer comes; null when answered.</param>
public sealed record TransferLeg(TransferAuthority Authority, TransferStep Step, LegState State, int Asks, DateTimeOffset? AskAgainAt);

/// <summary>
/// Reserve at three authorities, then confirm at all of them or release at all of them. A value: every deed and every answer
/// gives the next one. What is asked may be lost, doubled or late: it is asked again until it is answered, and an answer to
/// another step than the one in hand changes nothing.
/// </summary>
/// <param name="HoldUntil">When what is held is released if nobody has decided.</param>
public sealed record TransferSaga(TransferStatus Status, IReadOnlyList<TransferLeg> Legs, DateTimeOffset HoldUntil)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>Nothing has been moved yet and it can still be let go.</summary>
    public bool MayRelease => Status is TransferStatus.Reserving or TransferStatus.Refused or TransferStatus.Held;

    /// <summary>The next moment at which <see cref="Tick"/> has something to do; null when there is none.</summary>
    public DateTimeOffset? NextAt
    {
        get
        {
            var asks = Legs.Min(leg => leg.AskAgainAt);
            return MayRelease && (asks is null || HoldUntil < asks) ? HoldUntil : asks;
        }
    }

    public static TransferSaga Begin(DateTimeOffset now, DateTimeOffset holdUntil, TimeSpan answerWithin) =>
        new(TransferStatus.Reserving, [.. Enum.GetValues<TransferAuthority>().Select(authority => Ask(authority, TransferStep.Reserve, 1, now, answerWithin))], holdUntil);

    /// <summary>All hold: from here on it is carried out.</summary>
    public TransferSaga? Confirm(DateTimeOffset now, TimeSpan answerWithin) => Status == TransferStatus.Held ? AskAll(TransferStatus.Confirming, TransferStep.Confirm, now, answerWithin) : null;

    /// <summary>Also those are told that have not answered or have refused: what they were asked may still reach them.</summary>
    public TransferSaga? Release(DateTimeOffset now, TimeSpan answerWithin) => MayRelease ? AskAll(TransferStatus.Releasing, TransferStep.Release, now, answerWithin) : null;

    /// <summary>Asks an authority once more that refused or does not answer.</summary>
    public TransferSaga? Retry(TransferAuthority authority, DateTimeOffset now, TimeSpan answerWithin)
    {
        var leg = Legs.Single(one => one.Authority == authority);
        return leg.State == LegState.Done ? null : With(Ask(authority, leg.Step, 1, now, answerWithin));
    }

    /// <summary>Null when the answer is late or repeated and changes nothing.</summary>
    public TransferSaga? Answered(TransferAuthority authority, TransferStep step, bool done)
    {
        var leg = Legs.Single(one => one.Authority == authority);
        var state = done ? LegState.Done : LegState.Refused;
        return leg.Step != step || leg.State == LegState.Done || leg.State == state ? null : With(leg with { State = state, AskAgainAt = null });
    }

    /// <summary>Asks again where no answer came in time; null when nothing is due. The end of the hold is not decided here.</summary>
    public TransferSaga? Tick(DateTimeOffset now, TimeSpan answerWithin)
    {
        var due = Legs.Where(leg => leg.AskAgainAt <= now).ToList();
        return due.Count == 0 ? null : due.Aggregate(this, (saga, leg) => saga.With(Ask(leg.Authority, leg.Step, leg.Asks + 1, now, answerWithin)));
    }

    /// <summary>Those that have to be asked to come from <paramref name="before"/> to here.</summary>
    public IEnumerable<TransferLeg> AskedSince(TransferSaga? before) =>
        Legs.Where(leg => leg.State == LegState.Asked && before?.Legs.Contains(leg) != true);

    private static TransferLeg Ask(TransferAuthority authority, TransferStep step, int asks, DateTimeOffset now, TimeSpan answerWithin)
    {
        var pause = TimeSpan.FromTicks(answerWithin.Ticks << Math.Min(asks - 1, 10));
        return new(authority, step, LegState.Asked, asks, now + (pause < LongestPause ? pause : LongestPause));
    }

    private TransferSaga AskAll(TransferStatus status, TransferStep step, DateTimeOffset now, TimeSpan answerWithin) =>
        this with { Status = status, Legs = [.. Legs.Select(leg => Ask(leg.Authority, step, 1, now, answerWithin))] };

    private TransferSaga With(TransferLeg changed)
    {
        TransferLeg[] legs = [.. Legs.Select(leg => leg.Authority == changed.Authority ? changed : leg)];
        var status = Status switch
        {
            TransferStatus.Confirming => legs.All(leg => leg.State == LegState.Done) ? TransferStatus.Done : Status,
            TransferStatus.Releasing => legs.All(leg => leg.State == LegState.Done) ? TransferStatus.Released : Status,
            TransferStatus.Done or TransferStatus.Released => Status,
            _ when legs.Any(leg => leg.State == LegState.Refused) => TransferStatus.Refused,
            _ => legs.All(leg => leg.State == LegState.Done) ? TransferStatus.Held : TransferStatus.Reserving,
        };
        return this with { Status = status, Legs = legs };
    }
}
