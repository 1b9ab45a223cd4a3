using Orchestrator.Contracts.Transfers;
using Orchestrator.Office.Transfers;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Office;

/// <summary>The saga of a transfer: every answer, deed and hour, and what must never come of them.</summary>
public sealed class TransferSagaSpecs
{
    private static readonly DateTimeOffset Start = new(2020, 10, 28, 1, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(30);

    private static TransferSaga Begun() => TransferSaga.Begin(Start, Start.AddDays(10), Within);

    private static TransferSaga Held() => Enum.GetValues<TransferAuthority>().Aggregate(Begun(), (saga, authority) => saga.Answered(authority, TransferStep.Reserve, true)!);

    [Fact]
    public void All_three_are_asked_at_once_and_it_is_held_when_all_hold()
    {
        Begun().AskedSince(null).Select(leg => (leg.Authority, leg.Step)).ShouldBe(
            [(TransferAuthority.Organization, TransferStep.Reserve), (TransferAuthority.Finance, TransferStep.Reserve), (TransferAuthority.HumanResources, TransferStep.Reserve)]);
        var two = Begun().Answered(TransferAuthority.Finance, TransferStep.Reserve, true)!.Answered(TransferAuthority.Organization, TransferStep.Reserve, true)!;
        two.Status.ShouldBe(TransferStatus.Reserving);
        two.Confirm(Start, Within).ShouldBeNull();
        two.Answered(TransferAuthority.HumanResources, TransferStep.Reserve, true)!.Status.ShouldBe(TransferStatus.Held);
    }

    [Fact]
    public void One_refusal_is_seen_at_once_and_may_be_asked_again_or_let_go()
    {
        var refused = Begun().Answered(TransferAuthority.Finance, TransferStep.Reserve, false)!;
        refused.Status.ShouldBe(TransferStatus.Refused);
        var again = refused.Retry(TransferAuthority.Finance, Start, Within)!;
        again.Status.ShouldBe(TransferStatus.Reserving);
        again.AskedSince(refused).Single().AskAgainAt.ShouldBe(Start + Within, "whoever asks by hand need not wait for the pauses that grew before");

        var released = refused.Release(Start, Within)!;
        released.AskedSince(refused).Select(leg => leg.Step).ShouldBe([TransferStep.Release, TransferStep.Release, TransferStep.Release], "also those that have not answered");
    }

    [Fact]
    public void A_late_or_repeated_answer_changes_nothing()
    {
        var released = Held().Release(Start, Within)!;
        released.Answered(TransferAuthority.Finance, TransferStep.Reserve, false).ShouldBeNull("late");
        Begun().Answered(TransferAuthority.Finance, TransferStep.Reserve, true)!.Answered(TransferAuthority.Finance, TransferStep.Reserve, false).ShouldBeNull("what holds does not refuse any more");
        var refused = Begun().Answered(TransferAuthority.Finance, TransferStep.Reserve, false)!;
        refused.Answered(TransferAuthority.Finance, TransferStep.Reserve, false).ShouldBeNull("repeated");
        refused.Answered(TransferAuthority.Finance, TransferStep.Reserve, true)!.Status.ShouldBe(TransferStatus.Reserving, "a second look may find it mended");
    }

    [Fact]
    public void After_it_is_confirmed_there_is_no_way_back()
    {
        var confirming = Held().Confirm(Start, Within)!;
        confirming.Status.ShouldBe(TransferStatus.Confirming);
        confirming.Release(Start, Within).ShouldBeNull();
        confirming.Confirm(Start, Within).ShouldBeNull();
        confirming.NextAt.ShouldBe(Start + Within, "the end of the hold is not waited for any more");
    }

    [Fact]
    public void Who_does_not_answer_is_asked_again_with_growing_pauses_up_to_five_minutes()
    {
        var (saga, now) = (Begun(), Start);
        List<double> pauses = [];
        for (var n = 0; n < 7; n++)
        {
            pauses.Add((saga.NextAt!.Value - now).TotalSeconds);
            saga.Tick(saga.NextAt.Value - TimeSpan.FromTicks(1), Within).ShouldBeNull();
            now = saga.NextAt.Value;
            saga = saga.Tick(now, Within)!;
        }

        pauses.ShouldBe([30, 60, 120, 240, 300, 300, 300]);
        saga.Legs.ShouldAllBe(leg => leg.Asks == 8);
        Held().NextAt.ShouldBe(Start.AddDays(10), "nobody is asked, and the hold ends");
        (Held() with { Status = TransferStatus.Done }).NextAt.ShouldBeNull();
    }

    /// <summary>Messages are lost, doubled and overtaken; people press what they may; authorities refuse at random.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_happens_all_have_moved_it_or_nobody_has(int seed)
    {
        var random = new Random(seed);
        var ends = Enumerable.Range(0, 2_000).Select(_ => new SagaPlay(random).Run()).CountBy(end => end).ToDictionary();
        ends[TransferStatus.Done].ShouldBeGreaterThan(100);
        ends[TransferStatus.Released].ShouldBeGreaterThan(100);
    }
}
