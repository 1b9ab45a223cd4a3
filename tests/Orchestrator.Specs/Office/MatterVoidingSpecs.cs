using Orchestrator.Office.Matters;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Office;

public sealed class MatterVoidingSpecs
{
    private static readonly Actor Initiator = Person("d1.jb", "BM-JB");
    private static readonly Actor Office = Person("zb", "ZB");

    [Theory]
    [InlineData("Approve", SeatState.Decided, null, "matter.signed")]
    [InlineData("Reject", SeatState.Decided, null, null)]
    [InlineData(null, SeatState.Open, null, null)]
    [InlineData("Approve", SeatState.Decided, 1, null)]
    public void The_initiator_may_as_long_as_no_leader_has_signed(string? outcome, SeatState state, int? addedTo, string? refused)
    {
        MatterSeat[] seats = [Seat("MatterSign", outcome, state, addedTo)];

        var code = MatterVoiding.Check(Matter(), seats, "不再需要", Initiator)?.Code;

        code.ShouldBe(refused);
        MatterVoiding.Check(Matter(), seats, "不再需要", Office).ShouldBeNull();
    }

    [Fact]
    public void What_others_have_agreed_to_does_not_keep_the_initiator() =>
        MatterVoiding.Check(Matter(), [Seat("MatterCountersign", "Approve", SeatState.Decided, null)], "不再需要", Initiator).ShouldBeNull();

    [Fact]
    public void Nobody_else_may() => MatterVoiding.Check(Matter(), [], "不再需要", Person("d1.fz", "BM-FZ"))!.Code.ShouldBe("matter.void-forbidden");

    [Theory]
    [InlineData(null, 0)]
    [InlineData(" \u3000", 0)]
    [InlineData("长", 501)]
    public void A_reason_of_at_most_five_hundred_characters_is_needed(string? text, int times)
    {
        var reason = times > 0 ? string.Concat(Enumerable.Repeat(text, times)) : text;

        MatterVoiding.Check(Matter(), [], reason, Initiator)!.Problems.ShouldHaveSingleItem().Path.ShouldBe("reason");
    }

    [Fact]
    public void Void_it_stays_and_says_why()
    {
        var matter = Matter();
        (matter.VoidedAt, matter.VoidedBy, matter.VoidReason) = (matter.CreatedAt, "改革办", "依据废止");

        var refusal = MatterVoiding.Check(matter, [], "再作废一次", Office)!;

        refusal.Code.ShouldBe("matter.voided");
        refusal.Message.ShouldContain("依据废止");
    }

    private static Actor Person(string id, string role) => new(id, id, "D1", "澄湖区", new HashSet<string> { role });

    private static Matter Matter() => new()
    {
        Id = "m-1",
        Number = "会签〔2020〕1号",
        Title = "标题",
        InitiatorId = "d1.jb",
        InitiatorName = "经办",
        UnitId = "D1",
        UnitName = "澄湖区",
        Stage = "Countersigning",
        CreatedAt = new(2020, 6, 1, 9, 0, 0, TimeSpan.FromHours(8)),
    };

    private static MatterSeat Seat(string step, string? outcome, SeatState state, int? addedTo) => new()
    {
        MatterId = "m-1",
        Activity = step,
        Step = step,
        Name = "某人",
        Outcome = outcome,
        State = state,
        AddedTo = addedTo,
    };
}
