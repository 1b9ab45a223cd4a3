using System.Diagnostics;
using Orchestrator.Organization.Ledger;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Organization;

/// <summary>
/// Random movements over a small city. After each the numbers of the places it touched are those of books kept on the side;
/// the whole ledger is checked every so often and at the end. ORCHESTRATOR_SEED repeats a run.
/// </summary>
public sealed class LedgerPropertySpecs
{
    private const int Movements = 12_000;
    private const int WholeEvery = 200;

    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("ORCHESTRATOR_SEED"), out var seed) ? seed : 0;

    public static TheoryData<int> Seeds => Seed == 0 ? [1, 2, 3] : [Seed];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_movement_keeps_the_eight_invariants(int seed)
    {
        var play = new LedgerPlay(seed);
        var clock = Stopwatch.StartNew();
        for (var at = 0; at < Movements; at++)
        {
            var step = play.Next();
            if (step.Failure is { } failure)
            {
                Assert.Fail($"ORCHESTRATOR_SEED={seed}, movement {at}, {step.Command}\n{failure}");
            }

            if (at % WholeEvery == 0 && LedgerInvariants.Check(play.Ledger) is { Count: > 0 } broken)
            {
                Assert.Fail($"ORCHESTRATOR_SEED={seed}, movement {at}\n{string.Join("\n", broken)}");
            }
        }

        LedgerInvariants.Check(play.Ledger).ShouldBeEmpty($"ORCHESTRATOR_SEED={seed}");
        var replayed = QuotaLedger.Replay(play.Events);
        replayed.Balances.OrderBy(pair => pair.Key).ShouldBe(play.Ledger.Balances.OrderBy(pair => pair.Key));
        replayed.PostBalances.OrderBy(pair => pair.Key).ShouldBe(play.Ledger.PostBalances.OrderBy(pair => pair.Key));
        replayed.Lines.OrderBy(pair => pair.Key).ShouldBe(play.Ledger.Lines.OrderBy(pair => pair.Key));

        // A run that refuses or accepts nearly everything would show nothing.
        TestContext.Current.SendDiagnosticMessage($"seed {seed}: {play.Tally} in {clock.ElapsedMilliseconds} ms");
        foreach (var kind in LedgerPlay.Kinds)
        {
            play.Posted.GetValueOrDefault(kind).ShouldBeGreaterThan(0, $"{kind} is never posted: {play.Tally}");
        }

        var confirmed = play.Ledger.Reservations.Values.Where(reservation => reservation.Status is ReservationStatus.Confirmed or ReservationStatus.Reversed).ToList();
        confirmed.SelectMany(reservation => reservation.Lines).Count(line => line.FollowsEntryId is not null).ShouldBeGreaterThan(0, "people follow earlier entries");
        confirmed.SelectMany(reservation => reservation.Lines).Count(line => line.LockId is not null).ShouldBeGreaterThan(0, "quotas come out of locks");
        confirmed.Sum(reservation => reservation.Posts.Count).ShouldBeGreaterThan(0, "posts move");
        play.Ledger.PostCaps.ShouldNotBeEmpty();

        play.Refused.Values.Sum().ShouldBeGreaterThan(Movements / 20, play.Tally);
        play.Repeated.ShouldBeGreaterThan(Movements / 50, play.Tally);
    }
}
