using Orchestrator.Contracts.Transfers;
using Orchestrator.Office.Transfers;

namespace Orchestrator.Specs.Office;

/// <summary>One transfer between an office and three authorities with a bad line between them, played until it ends.</summary>
internal sealed class SagaPlay
{
    private enum Has
    {
        Nothing,
        Held,
        Moved,
        Released,
    }

    private static readonly TimeSpan Within = TimeSpan.FromSeconds(30);

    private readonly Random _random;
    private readonly Dictionary<TransferAuthority, Has> _has = Enum.GetValues<TransferAuthority>().ToDictionary(authority => authority, _ => Has.Nothing);
    private readonly List<(TransferAuthority To, TransferStep Step)> _asked = [];
    private readonly List<(TransferAuthority From, TransferStep Step, bool Done)> _answered = [];
    private readonly List<string> _story = [];
    private DateTimeOffset _now = new(2020, 10, 28, 1, 0, 0, TimeSpan.Zero);
    private TransferSaga _saga;

    public SagaPlay(Random random)
    {
        _random = random;
        _saga = TransferSaga.Begin(_now, _now.AddMinutes(30), Within);
        Send(_saga.AskedSince(null));
    }

    /// <returns>How it ended: done or released.</returns>
    public TransferStatus Run()
    {
        // At first anything goes; then the line is good and people wait, and it must come to an end.
        for (var step = 0; step < 200 && !Ended; step++)
        {
            Act(step < 60);
            Check();
        }

        if (!Ended)
        {
            throw Wrong("it does not end");
        }

        var should = _saga.Status == TransferStatus.Done ? Has.Moved : Has.Released;
        return _has.Values.All(has => has == should) ? _saga.Status : throw Wrong($"not all have {should}");
    }

    private bool Ended => _saga.Status is TransferStatus.Done or TransferStatus.Released;

    private void Act(bool wild)
    {
        switch (_random.Next(wild ? 12 : 6))
        {
            case 0 or 1 or 2 when _asked.Count > 0:
                Deliver(wild);
                break;
            case 3 or 4 when _answered.Count > 0:
                Return(wild);
                break;
            case 5:
                Wait();
                break;
            case 6:
                Become(_saga.Confirm(_now, Within), "confirm");
                break;
            case 7 when _random.Next(4) == 0:
                Become(_saga.Release(_now, Within), "release");
                break;
            case 8:
                Become(_saga.Retry((TransferAuthority)_random.Next(3), _now, Within), "retry");
                break;
            case 9 when _asked.Count > 0:
                _asked.RemoveAt(_random.Next(_asked.Count));
                break;
            case 10 when _answered.Count > 0:
                _answered.RemoveAt(_random.Next(_answered.Count));
                break;
        }
    }

    private void Wait()
    {
        _now = _saga.NextAt is { } at && at > _now ? at : _now.AddSeconds(1);
        Become(_saga.HoldUntil <= _now && _saga.MayRelease ? _saga.Release(_now, Within) : _saga.Tick(_now, Within), "tick");
    }

    private void Deliver(bool wild)
    {
        var at = _random.Next(_asked.Count);
        var (to, step) = _asked[at];
        if (!wild || _random.Next(3) > 0)
        {
            _asked.RemoveAt(at);
        }

        var done = (step, _has[to]) switch
        {
            (TransferStep.Reserve, Has.Nothing) => _random.Next(wild ? 6 : 3) > 0,
            (TransferStep.Reserve, Has.Released) => false,
            (TransferStep.Confirm, Has.Held or Has.Moved) => true,
            (TransferStep.Confirm, _) => throw Wrong($"{to} is to move what it does not hold"),
            (TransferStep.Release, Has.Moved) => throw Wrong($"{to} is to let go what it has moved"),
            _ => true,
        };
        if (done && !(step == TransferStep.Reserve && _has[to] != Has.Nothing))
        {
            _has[to] = step switch { TransferStep.Reserve => Has.Held, TransferStep.Confirm => Has.Moved, _ => Has.Released };
        }

        _answered.Add((to, step, done));
        _story.Add($"{to} {step} {done}");
    }

    private void Return(bool wild)
    {
        var at = _random.Next(_answered.Count);
        var (from, step, done) = _answered[at];
        if (!wild || _random.Next(3) > 0)
        {
            _answered.RemoveAt(at);
        }

        Become(_saga.Answered(from, step, done), $"heard {from} {step} {done}");
    }

    private void Become(TransferSaga? next, string what)
    {
        if (next is not null)
        {
            var before = _saga;
            _saga = next;
            Send(next.AskedSince(before));
            _story.Add($"{what}: {next.Status}");
        }
    }

    private void Send(IEnumerable<TransferLeg> asked) => _asked.AddRange(asked.Select(leg => (leg.Authority, leg.Step)));

    private void Check()
    {
        if (_saga.Status == TransferStatus.Held && _has.Values.Any(has => has != Has.Held))
        {
            throw Wrong("it counts as held, and somebody does not hold");
        }

        if (_saga.Legs.Any(leg => leg.State == LegState.Asked && leg.AskAgainAt is null))
        {
            throw Wrong("somebody is waited for and never asked again");
        }
    }

    private InvalidOperationException Wrong(string what) => new($"{what}: {string.Join(", ", _story)}");
}
